package io.iclight.train.render.subject;

import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Texture;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** Skin: its tone, the red of cheeks, nose and ears, lips, brows, lashes, a beard's shadow, freckles. */
final class Skin {

    private static final List<Rgb> TONES = List.of(
            Rgb.srgb(0xF2CDB8),
            Rgb.srgb(0xE8BC9E),
            Rgb.srgb(0xE3B18C),
            Rgb.srgb(0xD2A077),
            Rgb.srgb(0xB98057),
            Rgb.srgb(0x8F5B3A),
            Rgb.srgb(0x6B4228),
            Rgb.srgb(0x4C2E1E));

    private final Proportions p;
    private final Rgb tone;
    private final Rgb hair;
    private final double makeUp;
    private final double stubble;
    private final double freckles;
    private final double browHeight;
    private final double browTilt;
    private final Field noise;

    private Skin(Proportions proportions, Rgb hair, double makeUp, double stubble, Chance chance) {
        this.p = proportions;
        this.hair = hair;
        this.tone = chance.pick(TONES).times(chance.near(1, 0.08));
        this.makeUp = makeUp;
        this.stubble = stubble;
        this.freckles = chance.happens(0.2) ? chance.between(0.2, 0.6) : 0;
        this.browHeight = chance.near(0.185, 0.025);
        this.browTilt = chance.near(0.03, 0.05);
        this.noise = new GradientNoise(chance);
    }

    static Material woman(Proportions proportions, Rgb hair, Chance chance) {
        return new Skin(proportions, hair, chance.between(0.2, 1), 0, chance).material();
    }

    static Material man(Proportions proportions, Rgb hair, Chance chance) {
        double stubble = chance.happens(0.5) ? chance.between(0.2, 0.9) : 0;
        return new Skin(proportions, hair, 0.1, stubble, chance).material();
    }

    private Material material() {
        Field pores = new Fractal(noise, 2, 0.7).scaled(22);
        return Material.matt(albedo()).glossy(0.52).bumped(pores, 0.0010).scattering(0.8);
    }

    private Texture albedo() {
        Field blotches = new Fractal(noise, 3, 0.6).scaled(2.5);
        Field spots = new Fractal(noise, 2, 0.5).scaled(16);
        Rgb red = new Rgb(tone.r(), tone.g() * 0.62, tone.b() * 0.6);
        Rgb lips = red.times(0.8).towards(Rgb.srgb(0xA02838), 0.55 * makeUp);
        Rgb dark = tone.times(0.35).towards(hair, 0.6);
        return Texture.plain(tone)
                .mottled(blotches, 0.06)
                .with(red, this::flush)
                .with(
                        new Rgb(tone.r() * 0.6, tone.g() * 0.45, tone.b() * 0.4),
                        (x, y, z) -> freckles * Curve.step(0.35, 0.55, spots.at(x, y, z)) * face(z))
                .with(dark, (x, y, z) -> stubble * 0.6 * beard(x, y, z))
                .with(lips, this::lips)
                .with(dark.times(0.7), this::lashes)
                .with(hair.towards(tone, 0.15), this::brows);
    }

    private static double face(double z) {
        return Curve.step(0.3, 0.6, z);
    }

    private double flush(double x, double y, double z) {
        double cheek = Curve.bump(0.36, 0.16, Math.abs(x)) * Curve.bump(-0.28, 0.15, y) * face(z);
        double nose = Curve.bump(0, 0.1, x) * Curve.bump(-0.36, 0.1, y) * Curve.step(0.7, 0.85, z);
        double ear = Curve.step(p.width() - 0.02, p.width() + 0.06, Math.abs(x)) * Curve.bump(-0.05, 0.2, y);
        return Math.min(1, (0.4 + 0.25 * makeUp) * cheek + 0.4 * nose + 0.4 * ear);
    }

    private double lips(double x, double y, double z) {
        double across = x / p.mouth();
        double bow = 0.012 * Curve.bump(0, 0.1, across);
        double top = -0.622 + 1.15 * p.lips() * (1 - across * across) - bow;
        double bottom = -0.622 - 1.7 * p.lips() * (1 - across * across);
        double inside = Math.min(top - y, y - bottom);
        return Curve.step(-0.012, 0.012, inside) * Curve.step(0.5, 0.6, z) * (Math.abs(across) < 1.05 ? 0.9 : 0);
    }

    private double brows(double x, double y, double z) {
        double along = (Math.abs(x) - 0.11) / 0.36;
        if (along < -0.1 || along > 1.1) {
            return 0;
        }
        double arch = browHeight + browTilt * along + 0.06 * along * (1.1 - along) - 0.10 * Math.max(0, along - 0.6);
        double thick = (makeUp > 0.15 ? 0.026 : 0.036) * (1.15 - 0.8 * along);
        double hairs = 0.4 * noise.at(40 * x + 25 * y, 9 * y, 3);
        double ends = Curve.step(-0.1, 0.06, along) * Curve.step(1.1, 0.85, along);
        return 0.9 * ends * face(z) * Curve.step(thick * (1.25 + hairs), thick * (0.45 + hairs), Math.abs(y - arch));
    }

    /** The line of the lashes, along the rim of the lids. */
    private double lashes(double x, double y, double z) {
        double ax = (Math.abs(x) - p.eyes()) / 0.165;
        double ay = (y + 0.005 - 0.1 * (Math.abs(x) - p.eyes())) / (p.lid() + 0.008);
        double level = Math.sqrt(ax * ax + ay * ay);
        double line = Curve.step(1.32, 1.08, level) * face(z);
        return (y > 0 ? 0.85 : 0.35) * (0.5 + 0.5 * makeUp) * line;
    }

    private double beard(double x, double y, double z) {
        double low = Curve.step(-0.36, -0.55, y + 0.25 * Math.abs(x)) * Curve.step(-1.15, -0.95, y);
        double front = Curve.step(-0.1, 0.2, z);
        double under = 1 - Curve.bump(-0.40, 0.05, y) * Curve.bump(0, 0.1, x);
        return low * front * under * (0.8 + 0.4 * noise.at(30 * x, 30 * y, 30 * z));
    }
}
