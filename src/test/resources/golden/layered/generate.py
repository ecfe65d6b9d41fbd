"""Writes the golden cases of the layered LSTM with PyTorch in double precision: python3 generate.py

A case is a list of lines `name shape values...`; `in.` is given, `out.` must come out.
"""
import torch

torch.set_default_dtype(torch.float64)


def line(file, name, tensor):
    tensor = tensor.detach()
    shape = ",".join(str(size) for size in tensor.shape) or "-"
    file.write(f"{name} {shape} " + " ".join(repr(float(v)) for v in tensor.reshape(-1)) + "\n")


def case(name, seed, inputs, layers, outputs, batch, steps, loss, targets_at, optimizer, clip,
         bidirectional=False, embedding=0, lengths=None):
    """With lengths the read-out reads what each direction ends with, and there is one target per sequence."""
    torch.manual_seed(seed)
    lstm = torch.nn.LSTM(embedding or inputs, layers[0], len(layers), bidirectional=bidirectional)
    head = torch.nn.Linear(layers[0] * (1 + bidirectional), outputs)
    modules = [("lstm.", lstm), ("output.", head)]
    if embedding:
        table = torch.nn.Embedding(inputs, embedding)
        modules.append(("embedding.", table))
    for parameter_name, parameter in lstm.named_parameters():
        if parameter_name.startswith("bias_hh"):  # one bias per gate: the second stays zero
            torch.nn.init.zeros_(parameter)
            parameter.requires_grad = False
    names, parameters = zip(*((prefix + n, p) for prefix, module in modules
                              for n, p in module.named_parameters() if p.requires_grad))
    x = torch.randint(inputs, (steps, batch)) if embedding else torch.randn(steps, batch, inputs)
    target = torch.randn(steps, batch, outputs) if loss == "mse" else torch.randint(outputs, (steps, batch))

    def outputs_of():
        read = table(x) if embedding else x
        if lengths:
            packed = torch.nn.utils.rnn.pack_padded_sequence(read, lengths, enforce_sorted=False)
            last = lstm(packed)[1][0][-2:] if bidirectional else lstm(packed)[1][0][-1:]
            return head(torch.cat(tuple(last), 1)).unsqueeze(0)
        return head(lstm(read)[0])

    def criterion(y):
        wanted = target[-1:] if lengths else target[targets_at]
        given = y if lengths else y[targets_at]
        if loss == "mse":
            return torch.nn.functional.mse_loss(given, wanted)
        return torch.nn.functional.cross_entropy(given.reshape(-1, outputs), wanted.reshape(-1))

    with open(name + ".txt", "w") as file:
        line(file, "in.inputs", x.double().reshape(steps, batch, -1))
        line(file, "in.targets", target.double())
        line(file, "in.targetSteps", torch.tensor([float(t) for t in targets_at]))
        if lengths:
            line(file, "in.lengths", torch.tensor([float(n) for n in lengths]))
        for parameter_name, parameter in zip(names, parameters):
            line(file, "in." + parameter_name, parameter)
        stepper = optimizer(parameters)
        for step in range(4):
            stepper.zero_grad()
            y = outputs_of()
            value = criterion(y)
            value.backward()
            if step == 0:
                line(file, "out.outputs", y)
                for parameter_name, parameter in zip(names, parameters):
                    line(file, "out.gradient." + parameter_name, parameter.grad)
            line(file, f"out.loss{step}", value)
            torch.nn.utils.clip_grad_norm_(parameters, clip)
            stepper.step()
        for parameter_name, parameter in zip(names, parameters):
            line(file, "out.after." + parameter_name, parameter)


case("regression-adam", 1, 3, [5, 5], 2, 4, 6, "mse", [2, 5], lambda p: torch.optim.Adam(p, 0.01), 0.05)
case("classes-momentum", 2, 2, [17], 3, 3, 7, "ce", list(range(7)), lambda p: torch.optim.SGD(p, 0.1, momentum=0.9), 1e9)
case("bidirectional-adamw", 3, 3, [5, 5], 2, 4, 6, "mse", [0, 3], lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1), 1e9,
     bidirectional=True)
case("lengths-nesterov", 4, 3, [4, 4], 2, 4, 6, "ce", [5], lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, nesterov=True), 1e9,
     bidirectional=True, lengths=[6, 4, 1, 5])
case("embedding-rmsprop", 5, 7, [6], 7, 3, 8, "ce", list(range(8)), lambda p: torch.optim.RMSprop(p, 0.01, momentum=0.5), 1e9,
     embedding=4)
