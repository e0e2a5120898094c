package io.iclight.internal;

import io.iclight.io.image.Image;
import io.iclight.light.LightLevels;
import io.iclight.light.LightSource;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.request.Background;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.RelightRequest;
import java.util.Optional;

/**
 * The scene that a request asks a model for. That it can be had is known before anything is computed.
 *
 * @param model which of IC-Light's
 * @param request the settings
 */
public record RequestedScene(IcLightModel model, RelightRequest request) {

    /** Checks that the request and the model fit. */
    public RequestedScene {
        boolean lit = !request.scene().light().equals(LightSource.NONE);
        boolean behind = request.scene().background().isPresent();
        if (model == IcLightModel.FC && behind) {
            throw new InvalidRequestException("the model is " + model + " and sees no background; load"
                    + " iclight_sd15_fbc.safetensors, or let the relight start from the picture with"
                    + " light(LightSource.of(picture))");
        }
        if (model == IcLightModel.FBC && !lit && !behind) {
            throw new InvalidRequestException("the model is " + model + " and needs something behind the subject; give"
                    + " it a background(picture), or a light such as light(LightSide.LEFT) in its place");
        }
        if (lit && (model == IcLightModel.FC || behind)) {
            request.sampling().requireSteps("lowres denoise", request.lowres().denoise());
        }
    }

    /**
     * Puts a photo's subject into the scene.
     *
     * @param subject with its matte, by which it is laid over the light where the request asks for that
     * @return the scene
     */
    public Scene around(Subject subject) {
        Scene scene = around(subject.foreground());
        return switch (request.lowres().start()) {
            case LIGHT -> scene;
            case FOREGROUND_OVER_LIGHT -> new SubjectOverLight(scene, subject);
        };
    }

    /**
     * Puts a foreground into the scene, before the light alone.
     *
     * @param foreground RGB, on grey where there is no foreground; of any size
     * @return the scene
     */
    public Scene around(Image foreground) {
        LightSource light = request.scene().light();
        if (model == IcLightModel.FC) {
            return Scene.textConditioned(foreground, light);
        }
        Optional<Background> given = request.scene().background();
        if (given.isPresent()) {
            return Scene.backgroundConditioned(foreground, given.get().image(), light);
        }
        Image lightMap = light.render(request.lowres().size(), LightLevels.BACKGROUND_MODEL)
                .orElseThrow();
        return Scene.backgroundConditioned(foreground, lightMap, LightSource.NONE);
    }
}
