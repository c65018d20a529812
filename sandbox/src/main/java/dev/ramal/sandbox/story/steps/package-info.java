/** One class per step of a story. */
package dev.ramal.sandbox.story.steps;
