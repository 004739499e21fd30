"""The highest memory of this process. Not `ru_maxrss`: that begins with what the parent had when it started this one."""


def peak_mib():
    with open("/proc/self/status") as status:
        (line,) = (line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
