"""
The cortico-cerebellar learner in PyTorch, for `purkinje bench train --against pytorch`: windows of one
step, so that nothing has to be walked back but single steps, all of them side by side.

  z_t = W_i x_t + b_i + W_h h_{t-1} + b_h      gates i, f, g, o      c_t = f c_{t-1} + i g      h_t = o tanh c_t
  y_t = W_o h_t + b_o      a = [h, c]      d^(a) = W_1 max(0, W_0 a + b_0) + b_1
  at the end of window t: dL_t/da + scale * d^(a);  what arrives at its start is the target d- of d^
  cerebellar loss: sum of |d^ - d-|^2 over windows and samples (Pemberton et al. 2021; Jaderberg et al. 2017)

It is as fast as we know how to make it on one core: the cortex runs forward once, the cerebellum sees
all states in one product, gradients are written out instead of recorded, results go into memory that
is there already, and all weights lie in one tensor, so that clipping and Adam are a few calls.

Reads JSON lines on stdin, answers with JSON lines on stdout. The first names a .safetensors file.
"""
import json
import math
import struct
import sys
import time

import torch

sigmoid_backward = torch.ops.aten.sigmoid_backward
tanh_backward = torch.ops.aten.tanh_backward


def read_tensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        values = torch.frombuffer(data, dtype=torch.float32, count=(end - start) // 4, offset=start)
        tensors[name] = values.reshape(entry["shape"]).clone()
    return tensors


def write_tensors(path, tensors):
    header, at = {}, 0
    for name, tensor in tensors.items():
        size = 4 * tensor.numel()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(tensor.contiguous().numpy().tobytes())


class Learner:
    """One batch is X [T x B x I] and what should be answered, [T x B x O] or labels [T x B]."""

    def __init__(self, weights, batch, steps, kind, interval, scale, clip, adam):
        self.kind, self.scale, self.clip, self.adam = kind, scale, clip, adam
        self.B, self.T = batch, steps
        self.H = H = weights["Wh"].shape[1]
        self.taught = torch.arange(0, steps, interval)
        self.has_cerebellum = "W0" in weights
        count = sum(w.numel() for w in weights.values())
        self.w, self.g, self.m, self.v, self.spare = (torch.zeros(count) for _ in range(5))
        self.W, self.G, at = {}, {}, 0
        for name, value in weights.items():
            size = value.numel()
            self.W[name] = self.w[at : at + size].view(value.shape)
            self.G[name] = self.g[at : at + size].view(value.shape)
            self.W[name].copy_(value)
            at += size
        self.count = 0
        rows = batch * steps
        # a = [h, c] of all steps in one matrix: row 0 is a_0 = 0, which all samples share.
        self.A = torch.zeros(1 + rows, 2 * H)
        self.before = torch.zeros(rows, 2 * H)
        self.gates = torch.zeros(rows, 4 * H)
        self.tanh_c = torch.zeros(rows, H)
        self.dz = torch.zeros(rows, 4 * H)
        self.dh = torch.zeros(rows, H)
        self.target = torch.zeros(rows, 2 * H)
        self.D = torch.zeros(1 + rows - batch, 2 * H)
        if self.has_cerebellum:
            N = weights["W0"].shape[0]
            self.granules = torch.zeros(1 + rows, N)
            self.said = torch.zeros(1 + rows, 2 * H)
            self.dG = torch.zeros(1 + rows - batch, N)

    def forward(self, X):
        B, H, W = self.B, self.H, self.W
        x = X.view(self.T * B, -1)
        torch.addmm(W["bi"] + W["bh"], x, W["Wi"].t(), out=self.gates)
        Wh = W["Wh"].t()
        for t in range(self.T):
            rows = slice(t * B, (t + 1) * B)
            z = self.gates[rows]
            before = self.before[rows]
            if t > 0:
                before.copy_(self.A[1 + (t - 1) * B : 1 + t * B])
                z.addmm_(before[:, :H], Wh)
            z[:, : 2 * H].sigmoid_()
            z[:, 2 * H : 3 * H].tanh_()
            z[:, 3 * H :].sigmoid_()
            i, f, g, o = z.chunk(4, 1)
            after = self.A[1 + t * B : 1 + (t + 1) * B]
            c = after[:, H:]
            torch.mul(i, g, out=c)
            if t > 0:
                c.addcmul_(f, before[:, H:])
            torch.tanh(c, out=self.tanh_c[rows])
            torch.mul(o, self.tanh_c[rows], out=after[:, :H])

    def read_out(self, wanted):
        """Leaves dL/dh of each step's own loss in self.dh."""
        B, H, W, G = self.B, self.H, self.W, self.G
        h = self.A[1:].view(self.T, B, 2 * H)[self.taught, :, :H].reshape(-1, H)
        y = torch.addmm(W["bo"], h, W["Wo"].t())
        if self.kind == "values":
            dy = (y - wanted[self.taught].view(y.shape)).mul_(2 / (B * y.shape[1]))
        else:
            dy = torch.softmax(y, 1)
            dy[torch.arange(len(y)), wanted[self.taught].view(-1)] -= 1
            dy.mul_(1 / B)
        torch.mm(dy.t(), h, out=G["Wo"])
        torch.sum(dy, 0, out=G["bo"])
        self.dh.zero_()
        self.dh.view(self.T, B, H)[self.taught] = torch.mm(dy, W["Wo"]).view(-1, B, H)

    def predict(self):
        W = self.W
        torch.addmm(W["b0"], self.A, W["W0"].t(), out=self.granules)
        self.granules.relu_()
        torch.addmm(W["b1"], self.granules, W["W1"].t(), out=self.said)

    def walk_back(self, X):
        H, W, G = self.H, self.W, self.G
        i, f, g, o = self.gates.chunk(4, 1)
        dh = self.dh
        dc = 0
        if self.has_cerebellum:
            dh.add_(self.said[1:, :H], alpha=self.scale)
            dc = self.said[1:, H:] * self.scale
        dc = tanh_backward(dh * o, self.tanh_c).add_(dc)
        dz = self.dz
        dz[:, :H] = sigmoid_backward(dc * g, i)
        dz[:, H : 2 * H] = sigmoid_backward(dc * self.before[:, H:], f)
        dz[:, 2 * H : 3 * H] = tanh_backward(dc * i, g)
        dz[:, 3 * H :] = sigmoid_backward(dh * self.tanh_c, o)
        torch.mm(dz.t(), X.view(len(dz), -1), out=G["Wi"])
        torch.mm(dz.t(), self.before[:, :H], out=G["Wh"])
        torch.sum(dz, 0, out=G["bi"])
        G["bh"].copy_(G["bi"])
        if self.has_cerebellum:
            torch.mm(dz, W["Wh"], out=self.target[:, :H])
            torch.mul(dc, f, out=self.target[:, H:])

    def teach(self):
        """The cerebellum's gradients; the errors at a_0 are added up in one row."""
        B, W, G, D = self.B, self.W, self.G, self.D
        n = len(D)
        D[0] = self.said[0] * B - self.target[:B].sum(0)
        torch.sub(self.said[1:n], self.target[B:], out=D[1:])
        D.mul_(2)
        granules = self.granules[:n]
        torch.mm(D.t(), granules, out=G["W1"])
        torch.sum(D, 0, out=G["b1"])
        torch.mm(D, W["W1"], out=self.dG)
        self.dG.mul_(granules > 0)
        torch.mm(self.dG.t(), self.A[:n], out=G["W0"])
        torch.sum(self.dG, 0, out=G["b0"])

    def gradients(self, X, wanted):
        self.forward(X)
        self.read_out(wanted)
        if self.has_cerebellum:
            self.predict()
        self.walk_back(X)
        if self.has_cerebellum:
            self.teach()

    def train(self, X, wanted):
        self.gradients(X, wanted)
        g, m, v, spare = self.g, self.m, self.v, self.spare
        norm = float(torch.linalg.vector_norm(g))
        if norm > self.clip:
            g.mul_(self.clip / (norm + 1e-6))
        rate, beta1, beta2, epsilon = self.adam
        self.count += 1
        m.mul_(beta1).add_(g, alpha=1 - beta1)
        v.mul_(beta2).addcmul_(g, g, value=1 - beta2)
        torch.sqrt(v, out=spare)
        spare.mul_(1 / math.sqrt(1 - beta2**self.count)).add_(epsilon)
        self.w.addcdiv_(m, spare, value=-rate / (1 - beta1**self.count))


def blas():
    """Names of the libraries that multiply, as far as the process has them loaded."""
    try:
        with open("/proc/self/maps") as maps:
            names = {line.split("/")[-1].strip() for line in maps if "/" in line}
    except OSError:
        return []
    return sorted(n for n in names if any(part in n.lower() for part in ("blas", "mkl", "atlas")))


def main():
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    for line in sys.stdin:
        order = json.loads(line)
        if order["op"] == "setup":
            tensors = read_tensors(order["file"])
            X, wanted = tensors.pop("X"), tensors.pop("wanted")
            if order["kind"] == "classes":
                wanted = wanted.long()
            keys = ("batch", "steps", "kind", "interval", "scale", "clip", "adam")
            options = {key: order[key] for key in keys}
            cortex = {name: w for name, w in tensors.items() if not name[-1].isdigit()}

            def make(name):
                return Learner(tensors if name == "ccrnn" else cortex, **options)

            learners = {}
            answer = {"version": f"PyTorch {torch.__version__}, {', '.join(blas()) or 'own BLAS'}"}
        elif order["op"] == "gradients":
            learner = make(order["learner"])
            learner.gradients(X[0], wanted[0])
            write_tensors(order["file"], learner.G)
            answer = {"done": True}
        else:
            if order["learner"] not in learners:
                learners[order["learner"]] = make(order["learner"])
            learner = learners[order["learner"]]
            began, before = time.perf_counter(), time.process_time()
            for n in range(order["batches"]):
                learner.train(X[n % len(X)], wanted[n % len(X)])
            each = 1000 / order["batches"]
            answer = {
                "ms": (time.perf_counter() - began) * each,
                "cpuMs": (time.process_time() - before) * each,
            }
        print(json.dumps(answer), flush=True)


main()
