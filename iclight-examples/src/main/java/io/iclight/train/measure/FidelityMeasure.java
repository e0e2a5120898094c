package io.iclight.train.measure;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.FloatImage;
import io.iclight.light.LightSide;
import io.iclight.train.caption.LightPhrase;
import io.iclight.train.caption.LightPhrases;
import io.iclight.train.render.mood.Setting;

/** Is a subject before a given background lit as it would be there? */
final class FidelityMeasure {

    private int pictures;
    private final double[] psnr = new double[3];
    private final double[] ssim = new double[3];

    void add(CompositingModel model, RenderedCase scene) {
        LightPhrase phrase = scene.chance("fidelity").pick(LightPhrases.QUICK_LIST);
        LightSide side = scene.anySide("fidelity side");
        Setting setting = scene.setting(phrase, side);
        FloatImage truth = scene.picture(setting).encoded();
        FloatImage relit = scene.fitted(model.relit(
                scene.photo(), setting.backdrop().display(), scene.words() + ", " + phrase.text(), scene.seed()));
        FloatImage[] all = {relit, scene.input(), GradientMultiply.of(scene.input(), side)};
        for (int i = 0; i < all.length; i++) {
            psnr[i] += Psnr.of(all[i], truth, scene.subject());
            ssim[i] += Ssim.of(all[i], truth, scene.subject());
        }
        pictures++;
    }

    ImmutableList<Score> scores() {
        double best = Math.max(psnr[1], psnr[2]) / pictures;
        return ImmutableList.of(
                Score.beside("fidelity: PSNR of the unchanged input, dB", psnr[1] / pictures, pictures),
                Score.beside("fidelity: PSNR of a multiplied gradient, dB", psnr[2] / pictures, pictures),
                Score.atLeast("fidelity: PSNR of the relit subject, dB", psnr[0] / pictures, pictures, best + 2),
                Score.beside("fidelity: SSIM of the unchanged input", ssim[1] / pictures, pictures),
                Score.beside("fidelity: SSIM of a multiplied gradient", ssim[2] / pictures, pictures),
                Score.atLeast(
                        "fidelity: SSIM of the relit subject",
                        ssim[0] / pictures,
                        pictures,
                        Math.max(ssim[1], ssim[2]) / pictures));
    }
}
