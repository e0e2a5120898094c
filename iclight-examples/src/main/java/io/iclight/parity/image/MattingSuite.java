package io.iclight.parity.image;

import io.iclight.io.image.Image;
import io.iclight.io.image.Matte;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.IsNetConfig;
import io.iclight.models.matting.IsNetOutput;
import io.iclight.models.matting.Matting;
import io.iclight.models.matting.RmbgMatting;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The matting network on an image, all levels of it; or a whole photo put on grey. */
public final class MattingSuite implements ParitySuite {

    /** The output's name ends with what the reference calls sigma. */
    private static final String ON_GREY = "result_sigma_";

    /** The suite {@code matting}. */
    public MattingSuite() {}

    @Override
    public String name() {
        return "matting";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        try (TensorSource weights = parityCase.weights();
                IsNet network = new IsNet(IsNetConfig.of(parityCase.config()), weights, placement)) {
            if (parityCase.hasTensor("img")) {
                remove(new RmbgMatting(network), parityCase, findings);
            } else {
                forward(network, parityCase, findings);
            }
        }
    }

    /** A photo's matte, and the photo on grey under it, once for each lift. */
    private static void remove(Matting matting, ParityCase parityCase, Findings findings) {
        ImageCase images = new ImageCase(parityCase, findings);
        Image photo = images.image("img");
        Matte matte = matting.matte(photo);
        images.report("alpha", matte.opacity());
        for (String output : parityCase.outputs()) {
            if (output.startsWith(ON_GREY)) {
                images.report(output, matte.onGrey(photo, Float.parseFloat(output.substring(ON_GREY.length()))));
            }
        }
    }

    private static void forward(IsNet network, ParityCase parityCase, Findings findings) {
        try (TensorScope scope = TensorScope.open()) {
            IsNetOutput output = network.forwardLevels(pixels(parityCase));
            for (int i = 0; i < output.maps().size(); i++) {
                findings.reportWhereGiven("d" + (i + 1), output.maps().get(i));
                findings.reportWhereGiven(
                        "hx" + (i + 1) + "d", output.features().get(i));
            }
        }
    }

    /** Levels to about -1 to 1, channels first, as the demo has them. */
    private static Tensor pixels(ParityCase parityCase) {
        return parityCase
                .tensor("image")
                .toType(ElementType.F32.scalarType())
                .div(new Scalar(127.0))
                .sub(new Scalar(1.0))
                .unsqueeze(0)
                .permute(0, 3, 1, 2);
    }
}
