// How files are compressed for sending, in one place so that what is measured is what is sent.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** @param {Uint8Array} bytes */
export const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

/** @param {Uint8Array} bytes */
export const gzip = (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
