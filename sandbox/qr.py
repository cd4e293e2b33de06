"""Reading a QR picture, as a phone's camera does."""

import zxingcpp

from sandbox.people import CannotError


def link_in(grey: bytes, width: int) -> str:
    """The words of the QR code in a picture of one grey byte a pixel. CannotError when none can be read."""
    height, rest = divmod(len(grey), width) if width > 0 else (0, 1)
    if rest or not height:
        raise CannotError("these are not the pixels of a picture of that width")
    picture = memoryview(grey).cast("B", (height, width))
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    if not found:
        raise CannotError("there is no QR code in this picture")
    return str(found[0].text)
