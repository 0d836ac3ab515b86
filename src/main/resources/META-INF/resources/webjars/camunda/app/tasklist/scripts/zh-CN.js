// What the locale file cannot reach: Angular's own dates and numbers (the date pickers), and the words that the
// web applications hold in their templates.
document.documentElement.lang = 'zh-CN';

const months = ['一月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '十一月', '十二月'];
const days = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

window.angular.module('ngLocale', [], ['$provide', ($provide) => {
  $provide.value('$locale', {
    id: 'zh-cn',
    localeID: 'zh_CN',
    pluralCat: () => 'other',
    DATETIME_FORMATS: {
      AMPMS: ['上午', '下午'],
      DAY: days,
      SHORTDAY: days.map((day) => day.replace('星期', '周')),
      MONTH: months,
      STANDALONEMONTH: months,
      SHORTMONTH: months.map((_, index) => `${index + 1}月`),
      ERAS: ['公元前', '公元'],
      ERANAMES: ['公元前', '公元'],
      FIRSTDAYOFWEEK: 0,
      WEEKENDRANGE: [5, 6],
      fullDate: 'y年M月d日EEEE',
      longDate: 'y年M月d日',
      medium: 'y年M月d日 HH:mm:ss',
      mediumDate: 'y年M月d日',
      mediumTime: 'HH:mm:ss',
      short: 'y-MM-dd HH:mm',
      shortDate: 'y-MM-dd',
      shortTime: 'HH:mm',
    },
    NUMBER_FORMATS: {
      CURRENCY_SYM: '¥',
      DECIMAL_SEP: '.',
      GROUP_SEP: ',',
      PATTERNS: [
        { gSize: 3, lgSize: 3, maxFrac: 3, minFrac: 0, minInt: 1, negPre: '-', negSuf: '', posPre: '', posSuf: '' },
        { gSize: 3, lgSize: 3, maxFrac: 2, minFrac: 2, minInt: 1, negPre: '-¤', negSuf: '', posPre: '¤', posSuf: '' },
      ],
    },
  });
}]);

const titles = { 'zoom in': '放大', 'zoom out': '缩小', 'reset zoom': '恢复原大小' };
const turns = { previous: '上一页', next: '下一页' };
const types = { Boolean: '是/否', Short: '短整数', Integer: '整数', Long: '长整数', Double: '小数', String: '文本', Date: '日期', Object: '对象', File: '文件', Bytes: '字节', Null: '空值', Xml: 'XML', Json: 'JSON' };

function inChinese(element) {
  if (element.localName === 'title' && element.textContent.includes('DASHBOARD_DASHBOARD')) {
    element.textContent = element.textContent.replace('DASHBOARD_DASHBOARD', '概览'); // a key that Cockpit's files lack
  }
  const title = titles[element.title];
  if (title) {
    element.title = title;
  }
  if (element.localName === 'option' && types[element.textContent.trim()] && element.value.endsWith(element.textContent.trim())) {
    element.textContent = types[element.textContent.trim()];
  }
  if (element.classList.contains('sr-only') && turns[element.textContent.trim()]) {
    element.textContent = turns[element.textContent.trim()];
  }
  if (element.classList.contains('help-block')) {
    const asked = /^Only an? (\w+) value is allowed$/.exec(element.textContent.trim());
    if (asked) {
      element.textContent = `请填写${types[asked[1]] ?? asked[1]}`;
    }
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    const changed = change.type === 'characterData' ? change.target.parentElement : change.target;
    if (changed instanceof Element) {
      inChinese(changed);
    }
    for (const added of change.addedNodes) {
      if (added instanceof Element) {
        inChinese(added);
        added.querySelectorAll('[title], option, .help-block, .sr-only').forEach(inChinese);
      }
    }
  }
}).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
