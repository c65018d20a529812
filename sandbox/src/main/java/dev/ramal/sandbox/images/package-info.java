/** Images of containers: the Java they run on, what is in them, their archives of classes. */
package dev.ramal.sandbox.images;
