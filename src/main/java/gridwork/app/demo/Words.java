package gridwork.app.demo;

import java.util.List;

/** What made-up names are made of. Places, firms and persons are invented; likeness to real ones is chance. */
final class Words {
    private Words() {}

    static final String STREET = "青澜街道";

    static final List<String> COMMUNITIES =
            List.of("听澜", "柳汀", "松屿", "荷畔", "星渚", "云麓", "枫汀", "竹坞", "桂泽", "晴浦", "雁栖湾", "石渡");

    static final List<String> ORDINALS = List.of("第一", "第二", "第三", "第四", "第五");

    static final List<String> ROADS = List.of(
            "青澜大道", "听涛路", "澄心街", "明禾路", "采薇街", "望舒路", "流萤巷", "朝露路", "云阶路", "鹿鸣街", "栖霞里", "疏桐路", "新稼路", "长汀路", "白鹭街",
            "晚枫路", "芦荻巷", "汲泉路", "远帆路", "沉香里", "柑橘路", "百草街", "暖阳路", "归雁路");

    static final List<String> SITE_PLACES = List.of(
            "听澜雅苑", "柳汀华庭", "松屿新居", "荷畔家园", "星渚广场", "云麓学堂", "枫汀医养中心", "竹坞文体馆", "桂泽农贸市场", "晴浦停车楼", "石渡公寓", "青澜创业园",
            "青澜二小", "明禾幼儿园", "采薇综合楼", "望舒商务楼", "鹿鸣书院", "长汀厂房", "新稼安置房", "远帆仓储", "白鹭会堂", "暖阳养老院", "澄心写字楼");

    static final List<String> SITE_WORKS =
            List.of("新建工程", "二期工程", "改造工程", "外立面修缮工程", "管网改造工程", "地下车库工程", "加装电梯工程", "室内装修工程");

    static final List<String> SHOP_FIRST = List.of(
            "禾", "芷", "沐", "榆", "橙", "麦", "渔", "棠", "茗", "谷", "雨", "岚", "桃", "溪", "鹿", "枣", "藕", "杏", "椒", "笋", "帆",
            "砚", "柚", "荞", "絮", "芥", "菱", "苇", "栗", "葵");

    static final List<String> SHOP_SECOND = List.of(
            "小栈", "记", "坊", "里", "园", "香居", "味轩", "家", "间", "物语", "阁", "悦", "和", "禧", "丰", "源", "满堂", "时光", "一品", "巷子");

    static final List<String> SHOP_TRADES = List.of(
            "面馆", "小吃店", "早餐铺", "水果店", "便利店", "理发店", "茶饮店", "五金店", "药房", "文具店", "洗衣店", "花店", "烘焙坊", "餐馆", "烧烤店", "火锅店",
            "服装店", "修车铺", "打印店", "母婴店", "棋牌室", "足浴店", "网吧", "旅馆");

    static final List<String> FIRM_FIRST = List.of(
            "昱", "曜", "澄", "岑", "屿", "翎", "霁", "翊", "珩", "砾", "棠", "珂", "峤", "芮", "沅", "畅", "榕", "黎", "皓", "恺", "朔",
            "衡", "禹", "澈", "暄", "煦", "铄", "骐", "罡", "旻");

    static final List<String> FIRM_SECOND = List.of(
            "禾", "舟", "岭", "川", "野", "拓", "程", "锐", "诚", "帆", "宸", "岳", "泽", "谷", "庭", "驰", "翰", "墨", "彦", "桥", "达",
            "利", "远", "航", "通");

    static final List<String> FIRM_TRADES = List.of(
            "机电科技", "软件", "信息技术", "供应链管理", "物流", "建筑装饰", "环保工程", "食品", "服饰", "家居", "电子商务", "文化传媒", "教育咨询", "企业管理",
            "检测技术", "医疗器械", "塑胶制品", "五金制造", "包装印刷", "汽车服务", "园林绿化", "物业服务", "化工材料", "新能源");

    static final List<String> SURNAMES = List.of(
            "沈", "陆", "顾", "许", "蒋", "傅", "章", "俞", "金", "潘", "鲍", "费", "倪", "汤", "滕", "殷", "罗", "毕", "郝", "邬", "安",
            "常", "乐", "于", "时", "皮", "卞", "齐", "康", "伍", "余", "元", "卜", "葛");

    static final List<String> GIVEN = List.of(
            "晓禾", "一帆", "知远", "思源", "文澜", "子衿", "若溪", "景行", "明哲", "清和", "雨桐", "嘉树", "望舒", "南乔", "亦凡", "书言", "云舒", "致远",
            "安然", "采薇");

    /**
     * Kinds of violation that endanger people, as an inspector would meet them; how severe each counts is for
     * the rules. Each: the word for it, what was seen, our category.
     */
    static final List<List<String>> GRAVE = List.of(
            List.of("危险作业", "高处作业未系安全带", "dangerous-work"),
            List.of("结构不安全", "脚手架连墙件缺失", "unsafe-structure"),
            List.of("用电隐患", "临时用电未设漏电保护", "electrical"),
            List.of("消防隐患", "动火作业未配灭火器材", "fire-safety"),
            List.of("疏散通道不畅", "楼梯间堆放材料，疏散通道不畅", "egress-blocked"),
            List.of("无许可施工", "未取得施工许可即开工", "no-permit"));

    static final List<List<String>> EVERYDAY = List.of(
            List.of("扬尘污染", "裸土未覆盖，扬尘明显", "dust"),
            List.of("围挡缺失", "北侧围挡破损约三米", "no-fence"),
            List.of("夜间施工噪声", "夜间二十二时后仍在浇筑", "night-noise"),
            List.of("渣土垃圾", "渣土车带泥上路", "waste"),
            List.of("占道施工", "材料占用人行道", "road-occupied"),
            List.of("维护不善", "警示标志缺失", "maintenance"),
            List.of("检测认证逾期", "塔吊检测报告过期", "testing-overdue"),
            List.of("未登记备案", "工人实名登记不全", "registration"),
            List.of("超许可施工", "超出许可时段施工", "beyond-permit"));

    static final List<List<String>> COMPLAINTS = List.of(
            List.of("噪声", "半夜打桩，睡不着觉"),
            List.of("扬尘", "窗台上全是灰"),
            List.of("工地卫生与围挡", "门口路面都是泥浆"),
            List.of("噪声", "清早六点就开始切割"),
            List.of("未分类", "工地的灯整夜照着卧室"));

    static final List<String> GOOD_VISITS = List.of("情况良好", "情况良好", "情况良好", "提醒劝导");
    static final List<String> BAD_VISITS = List.of("提醒劝导", "发现问题", "发现问题", "拒不配合");
    static final List<String> SIGHTS = List.of("出店经营", "出店经营", "占道摆摊", "垃圾堆放", "乱挂乱晒", "堵塞消防通道");
    static final List<String> KITCHEN = List.of("未戴工作帽", "未戴口罩", "垃圾桶未盖", "生熟混放", "厨房吸烟", "发现鼠患");
    static final List<String> REPAIRS = List.of("参加培训", "公开承诺", "公益服务");

    /** The matter, and the words of the one who complained. */
    static final List<List<String>> SHOP_COMPLAINTS = List.of(
            List.of("噪音扰民", "深夜音乐声很大，楼上无法入睡"),
            List.of("噪音扰民", "空调外机整夜轰响"),
            List.of("油烟异味", "油烟直接排到楼道里"),
            List.of("占道经营", "桌椅摆到盲道上"),
            List.of("食品安全", "菜里有异物"),
            List.of("消费纠纷", "充值卡不给退"),
            List.of("证照问题", "看不到营业执照"),
            List.of("消防隐患", "后门堆满纸箱，打不开"));

    static final List<String> INDUSTRIES =
            List.of("软件和信息技术服务业", "科学研究和技术服务业", "文化、体育和娱乐业", "批发业", "零售业", "租赁和商务服务业", "专用设备制造业", "道路运输业");

    static final List<String> RISKS = List.of("列入经营异常名录", "列入经营异常名录", "受到行政处罚", "受到行政处罚", "拖欠工资", "欠缴税款", "列为失信被执行人");
}
