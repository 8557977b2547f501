/** Counts since the server started, but for `clients`, which is now. */
export interface Statistics {
  clients: number;
  connected: number;
  /** Handshakes turned away: wrong host, origin or subprotocol, or no room. */
  turnedAway: number;
  framesSent: number;
  /** Times that a client got no frame because it had not acknowledged the ones before. */
  framesWithheld: number;
  messages: number;
  /** Messages refused, and messages dropped because there were too many. */
  refused: number;
  /** Clients cut off because they were silent, or had let too much wait. */
  cutOff: number;
}

export const noStatistics = (): Statistics => ({
  clients: 0,
  connected: 0,
  turnedAway: 0,
  framesSent: 0,
  framesWithheld: 0,
  messages: 0,
  refused: 0,
  cutOff: 0,
});
