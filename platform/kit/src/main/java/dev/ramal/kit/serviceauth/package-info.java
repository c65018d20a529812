/** Tokens with which one service calls another. */
package dev.ramal.kit.serviceauth;
