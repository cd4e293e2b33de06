"""What a page and a test do with the sandbox: phones, faults, the log, the clock."""
