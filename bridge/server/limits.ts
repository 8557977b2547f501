/** What the server puts up with. */
export interface Limits {
  /** Connections at a time. */
  readonly maxClients: number;
  /** Messages of one client, in the long run and at once. New acknowledgements do not count. */
  readonly messagesPerSecond: number;
  readonly messageBurst: number;
  /** Strokes of one client: a long one takes the server far longer to time than to read. */
  readonly strokesPerSecond: number;
  readonly strokeBurst: number;
  /** The longest stroke, with every digit of its doubles written out, takes some 90 kB. */
  readonly maxMessageBytes: number;
  /** A client that lets more than this wait unread is cut off. */
  readonly maxBacklogBytes: number;
  /** A client that is silent for two of these is cut off [ms]. */
  readonly heartbeatMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  maxClients: 16,
  messagesPerSecond: 120,
  messageBurst: 240,
  strokesPerSecond: 2,
  strokeBurst: 4,
  maxMessageBytes: 128 * 1024,
  maxBacklogBytes: 1024 * 1024,
  heartbeatMs: 15_000,
};
