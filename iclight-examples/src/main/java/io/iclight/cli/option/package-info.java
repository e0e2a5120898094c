/** What options of several commands have in common. */
package io.iclight.cli.option;
