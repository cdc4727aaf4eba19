/** Words at the head of every published list of leaked passwords, Chinese ones among them; tried also with digits behind. */
const WORDS = `
password passw0rd pa55word p4ssword password1 password12 password123 password1234 mypassword thepassword yourpassword newpassword oldpassword passwordpassword
passwort motdepasse contrasena welcome welcome1 welcome123 changeme changeit letmein letmeinnow secret topsecret default administrator admin adminadmin admin123 admin1234
admin12345 admin123456 admin888 admin666 root rootroot toor superuser sysadmin system manager service customer customerservice support helpdesk operator guest guestguest test testtest
test1234 test123456 testing demo demodemo user username login loginlogin access master masterkey server computer internet windows microsoft google facebook linkedin
qwerty qwerty1 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyui asdfasdf asdfghjkl asdf1234 zxcvbnm zxcvbnm123 zxcv1234 qazwsx qazwsxedc qazwsx123 1qaz2wsx 1qaz2wsx3edc
1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 qweasd qweasdzxc qwe123 qweqwe qwe123qwe asd123 asd123asd zxc123 abc123 abcd1234 abc12345 abc123456 abcabc a1b2c3 a1b2c3d4 a1s2d3f4
aa123456 aa12345678 a123456 a1234567 a12345678 a123456789 a1234567890 123456a 1234567a 12345678a 123456789a 123456abc 123456aa 123456qq qq123456 qq123456789 qq1234567890 123456789q 12345678910
wang123456 li123456 zhang123456 liu123456 woaini woaini520 woaini521 woaini1314 woaini123 woaini123456 woaiwojia woaizhongguo iloveyou iloveyou1 iloveyou123 iloveyou520 ilovechina love1314 love5201314 5201314
5201314520 520131400 1314520 13145200 1314521 7758521 7758258 77585210 5845201314 3344520 33445211314 123456789 1234567890 0123456789 9876543210 987654321 0987654321 12345678 87654321 1234567 123456
123123 123123123 1231231234 123321 123321123 1234554321 12344321 123454321 123456654321 111111 1111111111 000000 0000000000 666666 6666666666 888888 8888888888 88888888 66666666 999999 147258369 1472583690 159357
159753 159357456 147852369 963852741 789456123 7894561230 456789123 123789456 1357924680 2468013579 112233 11223344 1122334455 1122334455667788 102030 10203040 121212 1212121212 131313 232323 696969 520520 520520520
521521 521521521 caonima caonima123 woshishui woshiyuan nihao123 nihao123456 nihaoma zhongguo zhongguo123 beijing beijing2008 shanghai china123 kefu kefu123 kefu1234 kefu123456 shouwen shouwen123 huawei huawei123 xiaomi
taobao taobao123 alibaba tencent baidu baidu123 weixin weixin123 football baseball basketball soccer hockey monkey dragon shadow sunshine princess superman batman spiderman pokemon starwars michael jordan jordan23
charlie jessica ashley daniel jennifer thomas hunter hunter2 killer ranger tigger buster freedom whatever trustno1 starwars1 computer1 summer winter spring autumn summer2024 winter2024 spring2024 autumn2024
flower cheese banana orange chocolate cookie ginger pepper maggie jasmine lovely loveme angel babygirl bailey andrew joshua matthew robert george harley yankees dallas austin liverpool chelsea arsenal barcelona
mustang ferrari porsche mercedes corvette phoenix diamond silver golden purple matrix merlin gandalf blink182 nothing letmein1 letmein123 fuckyou fuckyou1 asshole biteme hello hello123 helloworld hellohello goodbye
`
export const COMMON: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))
