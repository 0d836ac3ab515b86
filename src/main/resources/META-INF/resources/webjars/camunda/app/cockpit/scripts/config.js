// The browser's language chooses: English for en, Chinese for zh, zh-CN, zh-Hans and every other one (the fallback).
const english = (navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('en');

export default {
  app: { vendor: 'Gridwork', name: english ? 'Cockpit' : '流程监控' },
  locales: { availableLocales: ['zh-CN', 'en'], fallbackLocale: 'zh-CN' },
  disableWelcomeMessage: true,
  customScripts: ['../tasklist/scripts/sign-in', ...(english ? [] : ['../tasklist/scripts/zh-CN']), '../tasklist/scripts/made-up'],
};
