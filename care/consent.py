"""What people say yes to, as a version."""

from typing import Final

# Goes up whenever hello says something new about who sees what or where it is kept; a test watches the words.
# Whoever agreed to an older one hears nothing unasked until they were asked again (R5).
VERSION: Final = "hello-1"
