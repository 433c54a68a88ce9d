"""Processes of bench/compare: the two builds, workers that speak the line protocol, and a watch on what else the machine does."""

import hashlib
import json
import os
import platform
import queue
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
LIMIT = 900  # seconds without an answer after which a worker counts as hung


def process_seconds(pid):
    """Processor time of a process with all its threads and the children it has waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(f) for f in fields[11:15]) / TICK


class Load:
    """What ran on the machine besides the measured processes: their share of all cores, and time stolen by a hypervisor."""

    def __init__(self, pids):
        self.pids = list(pids)
        self.begin = self.sample()

    @staticmethod
    def children():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def sample(self):
        user, nice, system, _, _, irq, soft, steal = (int(f) / TICK for f in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9])
        own = sum(process_seconds(p) for p in self.pids) + sum(os.times()[:2]) + self.children()
        return time.perf_counter(), user + nice + system + irq + soft, steal, own

    def report(self):
        t, busy, steal, own = (b - a for a, b in zip(self.begin, self.sample()))
        capacity = max(t, 1e-3) * (os.cpu_count() or 1)
        foreign, stolen = max(0.0, busy - own) / capacity, steal / capacity
        return {"foreign_cpu": round(foreign, 3), "steal": round(stolen, 3), "load_average": round(os.getloadavg()[0], 2),
                "seconds": round(t, 1), "disturbed": foreign > 0.05 or stolen > 0.02}


class Worker:
    """A persistent worker, which says what the protocol lets it say; the rest of its words are kept for an error message.

    Whoever is not asked is stopped: pools that go on spinning after their work would take time from the other side.
    """

    def __init__(self, command, options):
        self.options, self.command = options, command
        self.process = subprocess.Popen(command.arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env=command.environment, cwd=command.folder)
        self.pid = self.process.pid
        pin(self.pid, options.threads)
        self.lines, self.noise, self.info = queue.Queue(), [], {}
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._listen, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def _listen(self):
        for line in self.process.stderr:
            self.noise.append(line)

    def _answer(self, word):
        try:
            line = self.lines.get(timeout=LIMIT)
        except queue.Empty:
            raise RuntimeError(f"no answer within {LIMIT} s from {self.command.name}") from None
        if line is None or not line.startswith(word + " "):
            self.process.wait(timeout=10) if line is None else None
            tail = " | ".join(s.strip() for s in self.noise[-6:])
            raise RuntimeError(f"{self.command.name} said {(line or 'nothing').strip()[:200]!r} where '{word}' was due; its log ends: {tail[:1500]}")
        return line[len(word) + 1:]

    def _ask(self, command, word):
        self.process.send_signal(signal.SIGCONT)
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self._answer(word)
        self.process.send_signal(signal.SIGSTOP)
        return answer

    def wait_ready(self):
        self.info = json.loads(self._answer("ready"))
        self.process.send_signal(signal.SIGSTOP)

    def measure(self):
        """Seconds of one unit of work."""
        return int(self._ask("measure", "time")) / 1e9

    def result(self):
        return json.loads(self._ask("result", "result"))

    def close(self):
        try:
            self.process.send_signal(signal.SIGCONT)
            self.process.stdin.write("quit\n")
            self.process.stdin.close()
            self.process.wait(timeout=10)
        except (OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()


def pin(pid, threads):
    """Both sides get the same cores: as many as threads."""
    cores = sorted(os.sched_getaffinity(0))
    if threads < len(cores):
        os.sched_setaffinity(pid, cores[:threads])


def run_once(command, options):
    """A cold process: seconds from its start until its result line is here, and the result."""
    begin = time.perf_counter()
    process = subprocess.Popen(command.arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env=command.environment, cwd=command.folder)
    pin(process.pid, options.threads)
    noise = []
    reader = threading.Thread(target=lambda: noise.extend(process.stderr), daemon=True)
    reader.start()
    result, seconds = None, 0.0
    for line in process.stdout:
        if line.startswith("result "):
            seconds, result = time.perf_counter() - begin, json.loads(line[7:])
    process.wait(timeout=60)
    if result is None:
        raise RuntimeError(f"{command.name} gave no result (exit status {process.returncode}); its log ends: {' | '.join(s.strip() for s in noise[-6:])[:1500]}")
    return seconds, result


class Command:
    def __init__(self, name, arguments, environment, folder):
        self.name, self.arguments, self.environment, self.folder = name, arguments, environment, folder


class Build:
    """The peers' Python environment and our class path."""

    def __init__(self, root, say):
        self.root, self.say = root, say
        self.bench = root / "bench"
        self.venv = self.bench / ".venv"
        self.python = self.venv / "bin" / "python"

    def environment(self):
        pins = self.bench / "peers" / "requirements.txt"
        stamp = self.venv / "pins.sha256"
        digest = hashlib.sha256(pins.read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == digest:
            return
        python = next((p for p in (shutil.which("python3.11"), sys.executable) if p), None)
        self.say(f"makes {self.venv} with {python} (about 5 GB and some minutes: torch brings its CUDA libraries)")
        subprocess.run([python, "-m", "venv", str(self.venv)], check=True)
        subprocess.run([str(self.python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "-r", str(pins)], check=True)
        subprocess.run([str(self.python), "-c", "import jax, folx, netket, torch, numpy, sklearn, pandas"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stamp.write_text(digest)

    def java_home(self):
        candidates = [os.environ.get("JAVA_HOME", "")] + sorted(str(p) for p in Path("/usr/lib/jvm").glob("*25*"))
        for home in candidates:
            release = Path(home, "release") if home else None
            if release and release.exists() and any(line.startswith('JAVA_VERSION="25') for line in release.read_text().splitlines()):
                return Path(home)
        raise SystemExit("bench/compare needs JDK 25: none in JAVA_HOME or /usr/lib/jvm")

    def java(self):
        self.say("builds Ansatz")
        subprocess.run(["mvn", "-q", "-B", "-pl", "bench", "-am", "-DskipTests", "package",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=target/lib"],
                       cwd=self.root, check=True)
        self.class_path = os.pathsep.join([str(self.bench / "target" / "classes")] + sorted(str(p) for p in (self.bench / "target" / "lib").glob("*.jar")))
        self.jvm = str(self.java_home() / "bin" / "java")
        jars = [p for p in sorted((self.bench / "target").glob("ansatz-bench-*.jar")) if "sources" not in p.name and "javadoc" not in p.name]
        self.jars = os.pathsep.join(str(p) for p in jars + sorted((self.bench / "target" / "lib").glob("*.jar")))
        self.rehearse()

    def rehearse(self):
        """The JDK's ahead-of-time cache of the cold row, recorded from models that no row measures; without it the row runs all the same."""
        self.cache = self.bench / "target" / "cold.aot"
        self.cache.unlink(missing_ok=True)
        subprocess.run(self.cold([f"-XX:AOTCacheOutput={self.cache}"]) + ["rehearse", "--threads", "2"], cwd=self.root,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def cold(self, options):
        return [self.jvm, "--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
                "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0", "-XX:TieredStopAtLevel=1", "-Xmx6g", *options, "-cp", self.jars, "ansatz.bench.Worker"]

    def ours(self, item, options):
        arguments = [self.jvm, "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                     "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0", "-Xmx6g", "-cp", self.class_path, "ansatz.bench.Worker", *item, "--threads", str(options.threads)]
        if item == ("pair-cold",):
            cache = [f"-XX:AOTCache={self.cache}"] if self.cache.exists() else []
            arguments = self.cold(cache) + [*item, "--threads", str(options.threads)]
        if options.quick:
            arguments.append("--quick")
        # as the launcher has it: OpenBLAS starts no threads of its own
        return Command("ours " + " ".join(item), arguments, dict(os.environ, OPENBLAS_NUM_THREADS="1"), self.root)

    def compiled(self, source):
        """A peer in C, compiled as its users would."""
        program = self.bench / "target" / Path(source).stem
        subprocess.run(["cc", "-O3", "-march=native", "-o", str(program), str(self.bench / "peers" / source), "-lm"], check=True)
        return program

    def peer(self, item, options):
        if item[0].endswith(".c"):
            return Command("the peer's " + item[0], [str(self.compiled(item[0]))], dict(os.environ), self.bench / "peers")
        item = tuple(item) + ((str(options.threads),) if item[-1] == "--devices" else ())
        arguments = [str(self.python), str(self.bench / "peers" / "worker.py"), *item, "--threads", str(options.threads)]
        if options.quick:
            arguments.append("--quick")
        return Command("the peer's " + " ".join(item), arguments, dict(os.environ), self.bench / "peers")

    def versions(self, package):
        code = f"import importlib.metadata as m; print(m.version({package!r}))"
        return {package: subprocess.run([str(self.python), "-c", code], check=True, capture_output=True, text=True).stdout.strip()}

    def exact_errors(self, parameters):
        """Relative error of the exact variational energy of each set of parameters."""
        text = "".join(json.dumps(p) + "\n" for p in parameters)
        done = subprocess.run([str(self.python), str(self.bench / "peers" / "exact.py")], input=text, check=True, capture_output=True, text=True)
        return [json.loads(line)["relative_error"] for line in done.stdout.splitlines()]

    def machine(self):
        model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), platform.machine())
        jdk = next(line.split('"')[1] for line in (Path(self.jvm).parent.parent / "release").read_text().splitlines() if line.startswith("JAVA_RUNTIME_VERSION"))
        git = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=self.root, capture_output=True, text=True).stdout.strip()
        return {"cpu": model, "cores": os.cpu_count(), "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
                "jdk": f"JDK {jdk}", "python": platform.python_version(), "system": platform.release(), "commit": git or "unknown"}
