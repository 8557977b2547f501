/** The WebSocket subprotocol; its number grows when an old client could misread a new server. */
export const SUBPROTOCOL = "purkinje.v1";
/** The second byte of every binary frame. */
export const FRAME_VERSION = 1;
