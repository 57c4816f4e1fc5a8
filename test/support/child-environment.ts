/**
 * The environment of a child process: the settings given; the tester's own YIWEN_* do not reach it. The console stays
 * shut unless it is asked for: many children at once would fight for its port.
 */
export function childEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(YIWEN_|VITEST|NODE_OPTIONS)/.test(name));
  return { ...Object.fromEntries(inherited), YIWEN_CONSOLE: 'false', ...settings };
}
