/** The environment of a child process: the settings given; the tester's own YIWEN_* do not reach it. */
export function childEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(YIWEN_|VITEST|NODE_OPTIONS)/.test(name));
  return { ...Object.fromEntries(inherited), ...settings };
}
