/** May this number be called now? Rules, what they are judged on, and the verdict. */
package dev.ramal.calls.permission;
