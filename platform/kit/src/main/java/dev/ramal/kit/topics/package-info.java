/** Topics that a service needs, made where they are missing. */
package dev.ramal.kit.topics;
