package io.iclight.parity.image;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.Placement;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.cases.UnknownCaseException;
import java.util.Map;

/** Everything that is done to pixels before, between and after the networks. */
public final class ImageSuite implements ParitySuite {

    /** The families by how the names of their cases begin; of several, the longest counts. */
    private static final ImmutableMap<String, Family> FAMILIES = ImmutableMap.<String, Family>builder()
            .put("resize-", ImageResizeCases::pillow)
            .put("center-crop-", ImageResizeCases::centerCrop)
            .put("without-crop-", ImageResizeCases::withoutCrop)
            .put("interpolate-", ImageResizeCases::interpolate)
            .put("highres-size", ImageResizeCases::highresSize)
            .put("numpy2pytorch", ImageRangeCases::toNetwork)
            .put("forge-numpy2pytorch", ImageRangeCases::toForge)
            .put("pytorch2numpy", ImageRangeCases::fromNetwork)
            .put("rmbg-feed-size", ImageMatteCases::networkSize)
            .put("rmbg-composite-", ImageMatteCases::demo)
            .put("forge-masked-grey", ImageMatteCases::forge)
            .put("gradient-fc-", ImageLightCases::foregroundModel)
            .put("gradient-fbc-", ImageLightCases::backgroundModel)
            .put("gradient-forge-", ImageLightCases::forge)
            .put("comfy-lightsource-", ImageLightCases::comfy)
            .put("comfy-detail-", ImageDetailCases::comfy)
            .put("comfy-background-scaler", ImageDetailCases::backgroundScaler)
            .put("comfy-normals-", ImageNormalCases::comfy)
            .put("process-normal-", ImageNormalCases::demo)
            .put("forge-restore-detail-", ImageDetailCases::forge)
            .put("forge-reinforce-fg-", ImageDetailCases::reinforcedForeground)
            .put("opencv-resize-", ImageResizeCases::openCv)
            .put("opencv-gaussian-blur", ImageResizeCases::openCvBlur)
            .buildOrThrow();

    /** The suite {@code image}. */
    public ImageSuite() {}

    @Override
    public String name() {
        return "image";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        String name = parityCase.name();
        FAMILIES.entrySet().stream()
                .filter(family -> name.startsWith(family.getKey()))
                .max(Map.Entry.comparingByKey())
                .orElseThrow(() -> new UnknownCaseException(parityCase + " belongs to no known family of image cases"))
                .getValue()
                .run(new ImageCase(parityCase, findings));
    }

    /** Cases that call the same function of a reference program. */
    private interface Family {
        void run(ImageCase imageCase);
    }
}
