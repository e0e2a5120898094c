package io.iclight.models.lora;

import java.util.List;
import java.util.Optional;

/** What a tensor of a LoRA file is to the module that it changes, told by how its name ends. */
enum Role {
    /** From the module's input to the rank: kohya-ss, diffusers, peft. */
    DOWN(".lora_down.weight", ".down.weight", ".lora_A.weight", ".lora_A.default.weight"),
    /** From the rank to the module's output. */
    UP(".lora_up.weight", ".up.weight", ".lora_B.weight", ".lora_B.default.weight"),
    /** A number that, divided by the rank, scales the product. */
    ALPHA(".alpha");

    private final List<String> endings;

    Role(String... endings) {
        this.endings = List.of(endings);
    }

    /** A tensor's name, taken apart. */
    record Named(String module, Role role) {

        static Optional<Named> of(String tensor) {
            for (Role role : values()) {
                for (String ending : role.endings) {
                    if (tensor.endsWith(ending)) {
                        return Optional.of(new Named(tensor.substring(0, tensor.length() - ending.length()), role));
                    }
                }
            }
            return Optional.empty();
        }
    }
}
