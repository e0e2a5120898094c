package io.iclight.examples;

import io.iclight.detail.BlendMode;
import io.iclight.detail.BlendedDetail;
import io.iclight.detail.ColorDrift;
import io.iclight.detail.ColorLock;
import io.iclight.detail.Finish;
import io.iclight.detail.Original;
import io.iclight.detail.OriginalBackground;
import io.iclight.detail.TransferredDetail;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.GaussianBlur;
import io.iclight.io.image.Image;
import io.iclight.io.image.Matte;
import io.iclight.light.LightSide;
import io.iclight.train.render.Shoot;
import io.iclight.train.render.StillLife;
import io.iclight.train.render.mood.Mood;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws what each finish does, without a model: a rendered subject stands for the photo, and the same subject in another
 * light, blurred, for what a relight makes of it.
 */
public final class DrawFinishes {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 300;
    private static final long SEED = 4;

    private DrawFinishes() {}

    /**
     * Draws the photo, the relit picture, and the latter with its detail, with its colours, and with both in the photo's
     * background.
     *
     * @param args the picture to write
     */
    public static void main(String... args) {
        Shoot shoot = Shoot.of(StillLife.scene(), SEED, WIDTH, HEIGHT);
        Image photo = display(shoot, Mood.NATURAL, LightSide.LEFT);
        Image relit = blurred(display(shoot, Mood.GOLDEN_HOUR, LightSide.RIGHT));
        Matte matte = Matte.ofAlpha(StillLife.photograph(WIDTH, HEIGHT));
        Original original = Original.of(photo, matte, photo.size());
        Finish detail = new TransferredDetail(new BlendedDetail(BlendMode.ADD, 2, 1), TransferredDetail.Region.SUBJECT);
        Finish colours = new ColorLock(1);
        Image detailed = detail.apply(relit, original);
        Image locked = colours.apply(relit, original);
        Image all = new OriginalBackground().apply(colours.apply(detailed, original), original);
        System.out.println(new ColorDrift(ColorLock.drift(relit, original), ColorLock.drift(all, original)));
        Row.write(List.of(photo, relit, detailed, locked, all), 5, Path.of(args[0]));
    }

    private static Image display(Shoot shoot, Mood mood, LightSide side) {
        return shoot.picture(shoot.in(mood, side)).display();
    }

    private static Image blurred(Image image) {
        return GaussianBlur.openCv(5).blur(FloatImage.ofUnit(image)).quantized(255, 0.5f);
    }
}
