/** Settings of organizations that are never changed in place. */
package dev.ramal.kit.versions;
