/** The things that are lit: people, animals, toys, vessels, fruit, rocks, sculptures, cloth, plants. */
package io.iclight.train.render.subject;
