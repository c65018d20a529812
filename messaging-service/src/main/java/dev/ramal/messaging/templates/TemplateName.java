package dev.ramal.messaging.templates;

/**
 * By what a template is looked up.
 *
 * @param id null where it is named
 * @param name null where its id is given
 */
record TemplateName(String id, String name) {}
