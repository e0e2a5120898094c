package io.iclight.examples;

import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import io.iclight.light.Lamp;
import io.iclight.light.LightLevels;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.light.PointLight;
import io.iclight.matting.MatteSource;
import io.iclight.normals.FourLights;
import io.iclight.normals.Normals;
import io.iclight.request.Background;
import io.iclight.train.render.GBuffer;
import io.iclight.train.render.Shoot;
import io.iclight.train.render.StillLife;
import io.iclight.train.render.light.Light;
import io.iclight.train.render.mood.Mood;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.space.Vec3;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Draws the pictures of the guides on light, mattes, normals, backgrounds and detail, from a rendered subject. */
public final class GuidePictures {

    private final ImageSize size;
    private final Path folder;
    private final Shoot shoot;

    private GuidePictures(ImageSize size, Path folder) {
        this.size = size;
        this.folder = folder;
        this.shoot = Shoot.of(StillLife.scene(), 5, size.width(), size.height());
    }

    /**
     * Draws the pictures.
     *
     * @param args a folder to write to, and width and height of a tile
     */
    public static void main(String... args) {
        ImageSize size = new ImageSize(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        GuidePictures pictures = new GuidePictures(size, Path.of(args[0]));
        pictures.lights();
        pictures.mattes();
        pictures.normals();
        pictures.backgrounds();
        DrawFinishes.main(pictures.folder.resolve("finishes.jpg").toString());
    }

    private void lights() {
        Image window = shoot.in(Mood.SUNNY_WINDOW, LightSide.LEFT).backdrop().display();
        LightsOfEveryKind.draw(window, folder.resolve("light-kinds.jpg"));
    }

    private void mattes() {
        Image photo = StillLife.photograph(size.width(), size.height());
        Image drawn = new PointLight(0.56, 0.42, 0.38, Lamp.WHITE.withStrength(5))
                .render(size, LightLevels.FOREGROUND_MODEL)
                .orElseThrow();
        List<MatteSource> sources = List.of(MatteSource.ALPHA, MatteSource.mask(drawn), MatteSource.NONE);
        List<Matte> mattes = sources.stream()
                .map(source -> source.matte(photo, Optional.empty()))
                .toList();
        Row.write(
                List.of(
                        mattes.get(0).opacity().quantized(),
                        mattes.get(1).opacity().quantized(),
                        mattes.get(0).onGrey(photo, 0),
                        mattes.get(1).onGrey(photo, 0),
                        mattes.get(2).onGrey(photo, 0)),
                5,
                folder.resolve("mattes.jpg"));
    }

    private void normals() {
        GBuffer view = shoot.view();
        Matte matte = view.coverage().matte();
        FourLights lights = new FourLights(
                lit(new Vec3(-1, 0, 0.5)),
                lit(new Vec3(1, 0, 0.5)),
                lit(new Vec3(0, -1, 0.5)),
                lit(new Vec3(0, 1, 0.5)));
        Normals normals = Normals.of(lights, matte);
        Row.write(
                List.of(
                        normals.left(),
                        normals.right(),
                        normals.bottom(),
                        normals.top(),
                        normals.normal(),
                        view.normalColours().quantized()),
                6,
                folder.resolve("normals.jpg"));
    }

    private FloatImage lit(Vec3 towards) {
        return shoot.view().lit(Light.far(towards, Rgb.WHITE, 0.5)).encoded();
    }

    private void backgrounds() {
        Image photo = StillLife.photograph(size.width(), size.height());
        Background sea = Background.of(
                shoot.in(Mood.SUNSET_SEA, LightSide.RIGHT).backdrop().display());
        Row.write(
                List.of(
                        Matte.ofAlpha(photo).onGrey(photo, 0),
                        CenterCrop.LANCZOS.resize(sea.image(), size),
                        CenterCrop.LANCZOS.resize(sea.mirror().image(), size),
                        behind(LightSide.LEFT),
                        behind(LightSource.AMBIENT)),
                5,
                folder.resolve("backgrounds.jpg"));
    }

    private Image behind(LightSource light) {
        return light.render(size, LightLevels.BACKGROUND_MODEL).orElseThrow();
    }
}
