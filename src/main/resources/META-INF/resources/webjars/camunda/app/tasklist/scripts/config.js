// The browser's language chooses: English for en, Chinese for zh, zh-CN, zh-Hans and every other one (the fallback).
const english = (navigator.languages?.[0] ?? navigator.language ?? '').toLowerCase().startsWith('en');

export default {
  app: { vendor: 'Gridwork', name: english ? 'Tasklist' : '待办任务' },
  locales: { availableLocales: ['zh-CN', 'en'], fallbackLocale: 'zh-CN' },
  disableWelcomeMessage: true,
  customScripts: ['../tasklist/scripts/sign-in', ...(english ? [] : ['../tasklist/scripts/zh-CN']), '../tasklist/scripts/forms', '../tasklist/scripts/counts', '../tasklist/scripts/made-up'],
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: english ? 'Claim the selected task' : '认领所选任务' },
    focusFilter: { key: 'ctrl+shift+f', description: english ? 'Go to the first filter' : '转到第一个筛选' },
    focusList: { key: 'ctrl+alt+l', description: english ? 'Go to the first task in the list' : '转到列表中的第一项任务' },
    focusForm: { key: 'ctrl+alt+f', description: english ? 'Go to the first field of the form' : '转到表单的第一栏' },
    startProcess: { key: 'ctrl+alt+p', description: english ? 'Start a process' : '发起流程' },
  },
};
