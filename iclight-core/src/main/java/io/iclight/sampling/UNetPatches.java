package io.iclight.sampling;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.models.unet.patch.DeepCache;
import io.iclight.models.unet.patch.DeepShrink;
import io.iclight.models.unet.patch.FreeU;
import io.iclight.models.unet.patch.GuidanceReuse;
import io.iclight.models.unet.patch.HyperTile;
import io.iclight.models.unet.patch.PerturbedAttentionGuidance;
import io.iclight.models.unet.patch.Resizing;
import io.iclight.models.unet.patch.SelfAttentionGuidance;
import io.iclight.models.unet.patch.StepWindow;
import io.iclight.models.unet.patch.TGate;
import io.iclight.models.unet.patch.TokenMerging;
import io.iclight.models.unet.patch.UNetPatch;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The patches of the UNet that the library has, by name. */
public final class UNetPatches {

    private static final ImmutableMap<String, FreeU.Version> FREE_U =
            ImmutableMap.of("v1", FreeU.Version.V1, "v2", FreeU.Version.V2);

    private static final ImmutableMap<String, DeepShrink.Place> PLACES =
            ImmutableMap.of("after_skip", DeepShrink.Place.AFTER_SKIP, "before_skip", DeepShrink.Place.BEFORE_SKIP);

    private static final ImmutableMap<String, Resizing> RESIZINGS =
            ImmutableMap.of("bicubic", Resizing.BICUBIC, "bilinear", Resizing.BILINEAR, "area", Resizing.AREA);

    private static final ImmutableMap<String, CatalogueEntry<? extends UNetPatch>> BY_NAME = Maps.uniqueIndex(
            ImmutableList.<CatalogueEntry<? extends UNetPatch>>of(
                    entry("free_u", "FreeU", FreeU.class, UNetPatches::freeU, UNetPatches::options),
                    entry(
                            "hyper_tile",
                            "HyperTile",
                            HyperTile.class,
                            o -> new HyperTile(o.whole("tile", 256), o.whole("level", 0), o.whole("sizes", 2)),
                            p -> ImmutableMap.of("tile", p.tilePx(), "level", p.maxLevel(), "sizes", p.sizes())),
                    entry(
                            "sag",
                            "Self-attention guidance",
                            SelfAttentionGuidance.class,
                            o -> new SelfAttentionGuidance(
                                    o.number("scale", 0.5), o.number("sigma", 2), o.number("threshold", 1)),
                            p -> ImmutableMap.of("scale", p.scale(), "sigma", p.sigma(), "threshold", p.threshold())),
                    entry(
                            "pag",
                            "Perturbed-attention guidance",
                            PerturbedAttentionGuidance.class,
                            o -> new PerturbedAttentionGuidance(
                                    o.number("scale", 3), o.number("attenuation", 0), window(o)),
                            p -> ImmutableMap.of(
                                    "scale",
                                    p.scale(),
                                    "attenuation",
                                    p.attenuation(),
                                    "start",
                                    p.window().start(),
                                    "stop",
                                    p.window().stop())),
                    entry(
                            "deep_shrink",
                            "Kohya's high-res fix",
                            DeepShrink.class,
                            UNetPatches::deepShrink,
                            UNetPatches::options),
                    entry(
                            "token_merging",
                            "Token merging",
                            TokenMerging.class,
                            o -> new TokenMerging(o.number("ratio", 0.5), o.whole("level", 0)),
                            p -> ImmutableMap.of("ratio", p.ratio(), "level", p.maxLevel())),
                    entry(
                            "deep_cache",
                            "DeepCache",
                            DeepCache.class,
                            o -> new DeepCache(o.whole("interval", 3), o.whole("level", 1), o.whole("order", 0)),
                            p -> ImmutableMap.of("interval", p.interval(), "level", p.level(), "order", p.order())),
                    entry(
                            "t_gate",
                            "T-GATE",
                            TGate.class,
                            o -> new TGate(o.number("gate", 0.4)),
                            p -> ImmutableMap.of("gate", p.gate())),
                    entry(
                            "guidance_reuse",
                            "Guidance, reused",
                            GuidanceReuse.class,
                            o -> new GuidanceReuse(),
                            p -> ImmutableMap.of())),
            CatalogueEntry::name);

    private UNetPatches() {}

    private static <P extends UNetPatch> CatalogueEntry<P> entry(
            String name,
            String title,
            Class<P> type,
            Function<NamedOptions, P> reading,
            Function<P, ImmutableMap<String, Object>> writing) {
        return new CatalogueEntry<>("patch", name, title, type, reading, writing);
    }

    private static StepWindow window(NamedOptions options) {
        return new StepWindow(options.number("start", 0), options.number("stop", 1));
    }

    private static FreeU freeU(NamedOptions options) {
        return new FreeU(
                options.choice("version", FREE_U, "v2"),
                options.number("b1", 1.01),
                options.number("b2", 1.02),
                options.number("s1", 0.99),
                options.number("s2", 0.95),
                window(options));
    }

    private static ImmutableMap<String, Object> options(FreeU patch) {
        return ImmutableMap.<String, Object>builder()
                .put("version", word(patch.version()))
                .put("b1", patch.b1())
                .put("b2", patch.b2())
                .put("s1", patch.s1())
                .put("s2", patch.s2())
                .put("start", patch.window().start())
                .put("stop", patch.window().stop())
                .buildOrThrow();
    }

    private static DeepShrink deepShrink(NamedOptions options) {
        return new DeepShrink(
                options.whole("block", DeepShrink.STANDARD.block()),
                options.number("factor", DeepShrink.STANDARD.factor()),
                options.number("start", DeepShrink.STANDARD.start()),
                options.number("stop", DeepShrink.STANDARD.stop()),
                options.choice("place", PLACES, "after_skip"),
                options.choice("down", RESIZINGS, "bicubic"),
                options.choice("up", RESIZINGS, "bicubic"));
    }

    private static ImmutableMap<String, Object> options(DeepShrink patch) {
        return ImmutableMap.<String, Object>builder()
                .put("block", patch.block())
                .put("factor", patch.factor())
                .put("start", patch.start())
                .put("stop", patch.stop())
                .put("place", word(patch.place()))
                .put("down", word(patch.down()))
                .put("up", word(patch.up()))
                .buildOrThrow();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Lists the catalogue.
     *
     * @return titles for people, such as {@code FreeU}, by name
     */
    public static ImmutableMap<String, String> titles() {
        return ImmutableMap.copyOf(Maps.transformValues(BY_NAME, CatalogueEntry::title));
    }

    /**
     * Lists a patch's options.
     *
     * @param name of a patch
     * @return their defaults by name
     * @throws SamplingException if there is none of that name
     */
    public static ImmutableMap<String, Object> options(String name) {
        return entry(name).defaults();
    }

    /**
     * Makes a patch.
     *
     * @param text a name, or a name with options: {@code free_u:b1=1.3,b2=1.4,s1=0.9,s2=0.2}
     * @return the patch
     * @throws SamplingException if there is none of that name, or it has no such option
     */
    public static UNetPatch named(String text) {
        return of(NamedOptions.parse(text));
    }

    /**
     * Makes a patch.
     *
     * @param options its name and options
     * @return the patch
     * @throws SamplingException if there is none of that name, or it has no such option
     */
    public static UNetPatch of(NamedOptions options) {
        return entry(options.name()).read(options);
    }

    /**
     * Tells a patch's name and options.
     *
     * @param patch any
     * @return what makes an equal one, or empty if it is not of the catalogue
     */
    public static Optional<NamedOptions> optionsOf(UNetPatch patch) {
        return BY_NAME.values().stream()
                .flatMap(entry -> entry.write(patch).stream())
                .findFirst();
    }

    private static CatalogueEntry<? extends UNetPatch> entry(String name) {
        CatalogueEntry<? extends UNetPatch> entry = BY_NAME.get(name);
        if (entry == null) {
            throw new SamplingException(
                    "no patch is called " + name + "; there are " + String.join(", ", BY_NAME.keySet()));
        }
        return entry;
    }
}
