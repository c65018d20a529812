/** All that the gateway knows of Telnyx. */
package dev.ramal.gateway.carriers.telnyx;
