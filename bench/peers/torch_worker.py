"""Trains one recurrent network in PyTorch and says how long its steps take.

Reads a JSON object a line, answers one a line:
  {"cell": "lstm" | "gru", "B", "T", "I", "H", "L", "outputs", "threads"}  makes the network, warms it up -> {"seconds", "threads", "torch"}
  {"steps": n}                                                             trains n steps -> {"seconds"}

PyTorch is given its best: the one batch lies ready in memory (the other side cuts its windows while it trains), the layout
is the faster of time-first and batch-first, the threads are as many as asked for or one, the head reads the final state, clipping is batched over the parameters and
Adam is the fused one. torch.compile is left out: it does not go through nn.LSTM and nn.GRU, which are one call each.
"""

import json
import sys
import time
import warnings

# It misses NumPy, which nothing here needs.
warnings.filterwarnings("ignore", message="Failed to initialize NumPy")

import torch  # noqa: E402
from torch import nn  # noqa: E402

TRIALS = 5
SHORT_STEP_SECONDS = 0.1


class Trainer:
    def __init__(self, shape: dict, batch_first: bool) -> None:
        torch.manual_seed(1)
        kind = {"lstm": nn.LSTM, "gru": nn.GRU}[shape["cell"]]
        batch, steps, inputs = shape["B"], shape["T"], shape["I"]
        self.network = kind(inputs, shape["H"], shape["L"], batch_first=batch_first)
        self.head = nn.Linear(shape["H"], shape["outputs"])
        self.parameters = [*self.network.parameters(), *self.head.parameters()]
        self.optimizer = torch.optim.Adam(self.parameters, lr=1e-4, fused=True)
        self.loss = nn.MSELoss()
        self.x = torch.randn(batch, steps, inputs) if batch_first else torch.randn(steps, batch, inputs)
        self.y = torch.randn(batch, shape["outputs"])
        self.layout = "batch-first" if batch_first else "time-first"

    def step(self) -> None:
        self.optimizer.zero_grad(set_to_none=True)
        _, final = self.network(self.x)
        hidden = final[0] if isinstance(final, tuple) else final
        self.loss(self.head(hidden[-1]), self.y).backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0, foreach=True)
        self.optimizer.step()

    def time(self, steps: int) -> float:
        start = time.perf_counter()
        for _ in range(steps):
            self.step()
        return time.perf_counter() - start


def fastest(shape: dict) -> tuple[float, Trainer, int]:
    """The faster layout; where steps are short, so that threads may cost more than they bring, also the better of all threads and one."""
    best = (float("inf"), None, 0)
    for trainer in [Trainer(shape, batch_first) for batch_first in (False, True)]:
        for threads in {shape["threads"]: None, 1: None}:
            torch.set_num_threads(threads)
            short = trainer.time(1) < SHORT_STEP_SECONDS
            seconds = min(trainer.time(1) for _ in range(TRIALS if short else 1))
            best = min(best, (seconds, trainer, threads), key=lambda candidate: candidate[0])
            if not short:
                break
    return best


def main() -> None:
    trainer = None
    for line in sys.stdin:
        question = json.loads(line)
        if "cell" in question:
            trainer = None
            seconds, trainer, threads = fastest(question)
            torch.set_num_threads(threads)
            answer = {"seconds": seconds, "layout": trainer.layout, "threads": threads, "torch": torch.__version__}
        else:
            answer = {"seconds": trainer.time(question["steps"])}
        print(json.dumps(answer), flush=True)


main()
