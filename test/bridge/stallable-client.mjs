// A client in a process of its own, to be stopped by a signal. For every frame it tells its parent
// the number, and how old the state was when it came in [ms].
import { WebSocket } from "ws";

const socket = new WebSocket(process.argv[2], "purkinje.v1");
socket.on("message", (data, isBinary) => {
  if (!isBinary) return;
  const seq = data.readUInt32LE(4);
  const age = performance.timeOrigin + performance.now() - 1000 * data.readDoubleLE(8);
  socket.send(JSON.stringify({ op: "ack", seq }));
  process.send({ seq, age });
});
