package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Finish;
import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Stone;
import io.iclight.train.render.material.Texture;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Block;
import io.iclight.train.render.solid.Ellipsoid;
import io.iclight.train.render.solid.Prism;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Rocks and crystals. */
final class Rocks {

    private static final List<Rgb> GEMS = List.of(
            Rgb.srgb(0x8F6FC4),
            Rgb.srgb(0x5FA8A0),
            Rgb.srgb(0xD8DCE6),
            Rgb.srgb(0xC9707F),
            Rgb.srgb(0xC7A64A),
            Rgb.srgb(0x4F7FC0));

    private Rocks() {}

    static Subject rock(Chance chance) {
        Field noise = new GradientNoise(chance);
        Field crags = new Fractal(noise, 4, 0.55).ridged().scaled(1.1);
        Field lumps = new Fractal(noise, 2, 0.5).scaled(0.9);
        Solid boulder = new Ellipsoid(
                Vec3.ZERO, new Vec3(chance.between(0.8, 1.05), chance.between(0.6, 0.95), chance.between(0.7, 0.95)));
        Solid hewn = boulder.displaced(lumps, 0.22);
        for (int i = 0; i < 4; i++) {
            Chance one = chance.fork(i);
            Rotation turn = Rotation.pitch(one.between(-60, 60)).then(Rotation.yaw(one.between(-180, 180)));
            Vec3 out = turn.apply(new Vec3(0, 0, one.between(1.32, 1.5)));
            hewn = hewn.without(new Block(Vec3.ZERO, new Vec3(1.5, 1.5, 0.7), 0.05).moved(turn, out), 0.08);
        }
        Finish stone = chance.happens(0.5) ? Stone.granite(chance) : Stone.sandstone(chance);
        Field moss = (x, y, z) -> Curve.step(0.35, 0.6, y + 0.5 * lumps.at(2 * x, 2 * y, 2 * z) - 0.2);
        boolean mossy = chance.happens(0.35);
        Texture bare = stone.material().albedo();
        Texture albedo =
                mossy ? bare.with(Texture.plain(Rgb.srgb(0x5C6B2E)).mottled(noise.scaled(20), 0.4), moss) : bare;
        return new Subject(
                SubjectKind.ROCK,
                mossy ? "mossy" : "",
                ImmutableList.of(
                        new Part(hewn.displaced(crags, 0.09), stone.material().painted(albedo))),
                new Framing(Vec3.ZERO, 2.5, 180, 15));
    }

    static Subject crystal(Chance chance) {
        List<Solid> shafts = new ArrayList<>();
        int count = 4 + chance.below(4);
        for (int i = 0; i < count; i++) {
            Chance one = chance.fork(i);
            double lean = i == 0 ? one.near(0, 8) : one.between(14, 48);
            double height = i == 0 ? one.between(1.7, 2.0) : one.between(0.8, 1.5);
            double radius = i == 0 ? one.between(0.26, 0.36) : one.between(0.13, 0.26);
            Rotation turn = Rotation.yaw(one.between(0, 60))
                    .then(Rotation.pitch(lean))
                    .then(Rotation.yaw((i + one.near(0, 0.3)) * 360.0 / (count - 1)));
            shafts.add(new Prism(radius, height, 1.6 * radius).moved(turn, new Vec3(0, -0.85, 0)));
        }
        Field noise = new GradientNoise(chance);
        Field clouds = new Fractal(noise, 4, 0.6).scaled(2);
        Rgb gem = chance.pick(GEMS);
        Texture albedo = Texture.plain(gem)
                .with(gem.towards(Rgb.WHITE, 0.7), (x, y, z) -> Curve.step(-0.1, 0.8, clouds.at(x, y, z) + 0.3 * y))
                .with(gem.times(0.4), (x, y, z) -> Curve.step(-0.35, -0.9, y));
        Material glassy = Material.matt(albedo)
                .glossy(0.12)
                .bumped(noise.scaled(7, 1.2, 7), 0.006)
                .scattering(0.6);
        Solid base = new Ellipsoid(new Vec3(0, -0.92, 0), new Vec3(0.75, 0.25, 0.65)).displaced(clouds, 0.12);
        return new Subject(
                SubjectKind.CRYSTAL,
                "",
                ImmutableList.of(
                        new Part(Union.of(0, shafts), glassy),
                        new Part(base, Stone.granite(chance).material())),
                new Framing(new Vec3(0, -0.02, 0), 2.5, 180, 12));
    }
}
