const READINGS = `
乐 le yue|行 xing hang|长 chang zhang|重 chong zhong|朝 chao zhao|茜 qian xi|晟 sheng cheng|盛 sheng cheng|单 dan shan|解 jie xie|曾 zeng ceng
区 qu ou|查 cha zha|朴 pu piao|翟 zhai di|盖 gai ge|覃 qin tan|柏 bai bo|薄 bo bao|尉 wei yu|员 yuan yun|种 zhong chong|宓 mi fu|缪 miao mou
隗 wei kui|召 zhao shao|谌 chen shen|繁 fan po|句 ju gou|都 du dou|宿 su xiu|洗 xi xian|牟 mou mu|俞 yu shu|卜 bu bo|郗 xi chi|郇 xun huan
贾 jia gu|车 che ju|绿 lv lu|大 da dai|娜 na nuo|莎 sha suo|露 lu lou|颉 jie xie|降 jiang xiang|藏 cang zang|调 diao tiao|传 chuan zhuan
弹 tan dan|参 can shen|会 hui kuai|还 huan hai|奇 qi ji|强 qiang jiang|率 lv shuai|落 luo la|陶 tao yao|圩 wei xu|厦 xia sha|荥 xing ying
浒 hu xu|泌 mi bi|堡 bao pu bu|铅 qian yan|蚌 beng bang|埔 pu bu|歙 she xi|番 pan fan|洞 dong tong|六 liu lu|涡 wo guo|莘 xin shen|筠 yun jun
禅 chan shan|秘 mi bi|省 sheng xing|拓 tuo ta|万 wan mo|殷 yin yan|扎 zha za|伽 jia qie ga|和 he huo|更 geng jing|桧 hui gui|角 jiao jue
觉 jue jiao|校 xiao jiao|劲 jin jing|卡 ka qia|勒 le lei|陆 lu liu|模 mo mu|屏 ping bing|仔 zi zai|粘 nian zhan|佛 fo fu|沈 shen chen
丁 ding zheng|贲 ben bi|黑 hei he|仇 chou qiu|祭 ji zhai|折 zhe she|乜 mie nie|那 na nuo|琢 zhuo zuo|骑 qi ji|柜 gui ju|栎 li yue|嵊 sheng cheng
槟 bin bing|差 cha chai|婼 ruo chuo|媞 ti shi|迟 chi zhi|乾 qian gan|俟 si qi|蕃 fan bo|貉 he hao|圈 quan juan|便 bian pian
`

/** The readings, without tones, that people give a character of a name or a place when they type it. Simplified characters and 乾. */
export const heteronyms: ReadonlyMap<string, readonly string[]> = new Map(
  READINGS.trim().split(/[|\n]/).map((entry) => {
    const [character = '', ...readings] = entry.split(' ')
    return [character, readings]
  }),
)
