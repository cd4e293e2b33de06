// A made-up photo: hills, a sun, and whose phone it came from.

/** A PNG in base64. */
export function drawing(name) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 320 });
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, 0, 320);
  sky.addColorStop(0, "#8ec9e8");
  sky.addColorStop(1, "#fbe7c6");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 480, 320);
  const disc = (x, y, radius, colour) => { pen.fillStyle = colour; pen.beginPath(); pen.arc(x, y, radius, 0, 7); pen.fill(); };
  disc(370, 90, 36, "#ffd166");
  disc(110, 470, 260, "#5fa777");
  disc(380, 500, 270, "#3f8461");
  pen.fillStyle = "#1d3b32";
  pen.font = "600 18px system-ui, sans-serif";
  pen.fillText(`Made-up photo from ${name}`, 20, 34);
  return canvas.toDataURL("image/png").split(",")[1];
}
