/**
 * What every page of ours is served with: everything from its own server, nothing inline, nothing framed. No forced
 * https: a bureau may serve its own network. In the form that helmet takes.
 * @param more sources beyond the own server: pictures within the page, forms that go to the same server
 */
export function pageHeaders({ images = [], forms = ["'none'"] }: { images?: string[]; forms?: string[] } = {}) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", ...images],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: forms,
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: false,
    // Browsers ignore it, with a warning, on plain http.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  } as const;
}

/**
 * Where a server that listens is to be opened from this machine.
 * @param address what the server says of itself; its port is the real one where `port` was 0
 */
export function urlOf(address: string | { readonly port: number } | null, host: string, port: number): string {
  const actual = typeof address === 'object' && address ? address.port : port;
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${shown}:${actual}/`;
}
