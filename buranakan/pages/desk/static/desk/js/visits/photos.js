// A photo drawn anew, smaller, as JPEG: what the camera wrote beside it, such as the place, does not come along.
const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

export class NoPicture extends Error {}

const read = async (source) => {
  try {
    return await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch {
    throw new NoPicture();
  }
};

const drawn = (bitmap, longest) => {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
};

export const resized = async (file) => {
  const canvas = drawn(await read(file), LONGEST_SIDE);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
  if (!blob) throw new NoPicture();
  return blob.arrayBuffer();
};

// On a canvas and not as an image, which the page's security policy would keep out.
export const thumbnail = async (bytes) => drawn(await read(new Blob([bytes], { type: "image/jpeg" })), 256);
