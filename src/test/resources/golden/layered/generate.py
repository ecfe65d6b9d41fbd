"""Writes the golden cases of the layered LSTM with PyTorch in double precision: python3 generate.py

A case is a list of lines `name shape values...`; `in.` is given, `out.` must come out.
"""
import torch

torch.set_default_dtype(torch.float64)


def line(file, name, tensor):
    tensor = tensor.detach()
    shape = ",".join(str(size) for size in tensor.shape) or "-"
    file.write(f"{name} {shape} " + " ".join(repr(float(v)) for v in tensor.reshape(-1)) + "\n")


def case(name, seed, inputs, layers, outputs, batch, steps, loss, targets_at, optimizer, clip):
    torch.manual_seed(seed)
    lstm = torch.nn.LSTM(inputs, layers[0], len(layers))
    head = torch.nn.Linear(layers[0], outputs)
    for parameter_name, parameter in lstm.named_parameters():
        if parameter_name.startswith("bias_hh"):  # one bias per gate: the second stays zero
            torch.nn.init.zeros_(parameter)
            parameter.requires_grad = False
    names, parameters = zip(*(
        [("lstm." + n, p) for n, p in lstm.named_parameters() if p.requires_grad]
        + [("output.weight", head.weight), ("output.bias", head.bias)]))
    x = torch.randn(steps, batch, inputs)
    if loss == "mse":
        target = torch.randn(steps, batch, outputs)
        criterion = lambda y: torch.nn.functional.mse_loss(y[targets_at], target[targets_at])
    else:
        target = torch.randint(outputs, (steps, batch))
        criterion = lambda y: torch.nn.functional.cross_entropy(
            y[targets_at].reshape(-1, outputs), target[targets_at].reshape(-1))
    with open(name + ".txt", "w") as file:
        line(file, "in.inputs", x)
        line(file, "in.targets", target.double())
        line(file, "in.targetSteps", torch.tensor([float(t) for t in targets_at]))
        for parameter_name, parameter in zip(names, parameters):
            line(file, "in." + parameter_name, parameter)
        stepper = optimizer(parameters)
        for step in range(4):
            stepper.zero_grad()
            y = head(lstm(x)[0])
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
