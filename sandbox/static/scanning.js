// Reading a QR picture with a phone: the page takes the picture apart, the sandbox reads it.

const LARGEST = 1400; // pixels a side are plenty for a QR code

async function grey(source) {
  const picture = await createImageBitmap(source);
  const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // behind what is transparent
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  return { width, bytes: Uint8Array.from({ length: width * height }, (_, at) => (data[4 * at] + 2 * data[4 * at + 1] + data[4 * at + 2]) / 4) };
}

/** Open the link in a QR picture (a file, or an image on the page) with a phone; throws an Error in words. */
export async function scan(phoneId, source) {
  const { width, bytes } = await grey(source).catch(() => { throw new Error("This is not a picture"); });
  const answer = await fetch(`/control/phones/${phoneId}/scans?width=${width}`, { method: "POST", body: bytes });
  if (!answer.ok) throw new Error((await answer.json()).error);
}

/** Let somebody choose a picture of this computer; gives the file. */
export function chosenPicture() {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/png,image/jpeg" });
    input.addEventListener("change", () => resolve(input.files[0]));
    input.click();
  });
}
