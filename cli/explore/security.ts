/**
 * Keeps everybody away but the page: other machines, other web sites, and names that were made to lead here. The listener is on the loopback
 * address alone; what is checked here is what a browser on this machine could be made to send.
 */

import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { ProblemError } from "./problem";
import { callHeader, tokenHeader } from "./wire";

/** A token for the life of one server. */
export function createToken(): string {
  return randomBytes(32).toString("base64url");
}

/** On every answer. Scripts, styles and connections are the server's own, and nothing shows it in a frame. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cache-control": "no-store",
};

/** Hosts under which the server is reached. Any other name was made to lead here. */
function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
}

/**
 * Refuses what comes from elsewhere than the page of this server.
 * @param port where it listens, known once it does
 */
export function refuseStrangers(port: () => number): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host") ?? "";
    if (!ownHosts(port()).includes(host.toLowerCase())) {
      throw new ProblemError(403, "This address is not the explorer's: open the one that it printed.");
    }
    const origin = c.req.header("origin");
    if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
      throw new ProblemError(403, "Only the explorer's own page may ask.");
    }
    // A page on another port of this machine is of the same site, and a stranger all the same.
    const site = c.req.header("sec-fetch-site") ?? "none";
    if (site !== "same-origin" && site !== "none" && !opensPage(c)) {
      throw new ProblemError(403, "Only the explorer's own page may ask.");
    }
    await next();
  };
}

/** A link may open the page itself, wherever it stands: what it brings along in its fragment is not secret. */
function opensPage(c: Context): boolean {
  return (
    c.req.method === "GET" &&
    c.req.path === "/" &&
    c.req.header("sec-fetch-mode") === "navigate" &&
    c.req.header("sec-fetch-dest") === "document"
  );
}

/** Lets those pass who have the token. */
export function requireToken(token: string): MiddlewareHandler {
  const expected = Buffer.from(token);
  return async (c, next) => {
    const given = Buffer.from(c.req.header(tokenHeader) ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new ProblemError(
        401,
        "The token is missing or not the one of this server: open the address that it printed.",
      );
    }
    await next();
  };
}

/** Refuses what a form of a web page can send: only JSON has a body, and content that is described in a header. */
export const requireJson: MiddlewareHandler = async (c, next) => {
  const isJson = /^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "");
  if (c.req.method === "POST" && !isJson && !bringsContent(c)) {
    throw new ProblemError(415, "The content type must be application/json.");
  }
  await next();
};

/** No document that a person types is larger. */
const maxJsonBytes = 8 * 1024 * 1024;

const limit = bodyLimit({
  maxSize: maxJsonBytes,
  onError: () => {
    throw new ProblemError(413, "The document is too large.");
  },
});

/** Keeps documents to a size that can be held in memory; content is streamed, and has any size. */
export const limitJson: MiddlewareHandler = (c, next) => (bringsContent(c) ? next() : limit(c, next));

/** Content comes with a call that is sent, and with nothing else. */
function bringsContent(c: Context): boolean {
  return c.req.path === "/api/send" && c.req.header(callHeader) !== undefined;
}
