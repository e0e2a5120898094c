package io.iclight.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iclight.bench.PeerServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight bench-peer}: the process that {@code iclight bench --compare} starts for ONNX Runtime. */
@Command(name = "bench-peer", description = "Serves iclight bench --compare.", hidden = true)
final class BenchPeerCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "An ONNX model, its inputs beside it.")
    private Path model;

    @Parameters(index = "1", paramLabel = "THREADS", description = "Threads of a computation.")
    private int threads;

    @Override
    public void run() {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        PeerServer.serve(model, threads, requests, spec.commandLine().getOut());
    }
}
