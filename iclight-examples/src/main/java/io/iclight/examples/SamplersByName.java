package io.iclight.examples;

import io.iclight.RelightResult;
import io.iclight.Relighter;
import io.iclight.Relighting;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.DpmppSde;
import io.iclight.sampling.Schedules;
import java.nio.file.Path;
import java.util.List;

/** Chooses samplers and schedules: by name, as records, and with sigmas of one's own. */
public final class SamplersByName {

    private SamplersByName() {}

    /**
     * Relights a photo in three ways, and writes the last.
     *
     * @param args the checkpoint's folder, IC-Light's offset, the photo, and the picture to write
     */
    public static void main(String... args) {
        List<SamplingMethod> methods = List.of(
                SamplingMethod.named("dpmpp_2m_sde:eta=0.8,solver_type=heun", "karras:rho=5"),
                SamplingMethod.of(new DpmppSde(0.8, 1, 0.5), Schedules.ALIGN_YOUR_STEPS),
                SamplingMethod.of(new DpmppSde(), Schedules.sigmas(14.6, 3, 0.6, 0)));
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            Relighting relighting = relighter
                    .relight(Path.of(args[2]))
                    .prompt("a vase, candle light")
                    .size(128, 128)
                    .steps(2);
            for (SamplingMethod method : methods) {
                RelightResult result = relighting.sampling(method).run();
                System.out.println(method + ": " + result.duration());
                result.write(Path.of(args[3]));
            }
        }
    }
}
