package io.iclight.io.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Ends JVMs that compute. */
class JvmEndTest {

    private static final int CODE = 7;

    @TempDir
    private Path folder;

    /** What the other JVM runs: exits while another thread convolves. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws InterruptedException {
            CountDownLatch computing = new CountDownLatch(3);
            new Thread(() -> convolve(computing)).start();
            computing.await();
            System.exit(CODE);
        }

        /** What is printed is waited for, since a scope is open. */
        private static void convolve(CountDownLatch computing) {
            try (TensorScope scope = TensorScope.open()) {
                try {
                    convolveForEver(computing);
                } catch (IllegalStateException e) {
                    System.out.println(e.getMessage());
                }
            }
        }

        private static void convolveForEver(CountDownLatch computing) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor image = torch.rand(1, 32, 192, 192);
                Tensor kernel = torch.rand(32, 32, 3, 3);
                while (true) {
                    try (TensorScope step = TensorScope.open()) {
                        torch.conv2d(image, kernel);
                    }
                    computing.countDown();
                }
            }
        }
    }

    @RepeatedTest(3)
    void theEndWaitsForAComputation() throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(output).content().contains("the JVM is ending").doesNotContain("SIGSEGV");
        assertThat(child.exitValue()).isEqualTo(CODE);
    }
}
