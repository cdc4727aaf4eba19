import type { ShippedDocument } from '../lay-shipped.ts'

/** Confirmed by everybody in person before customers are shown to them (001 §2.2.1: 严格保守公司信息和客户信息). */
export const confidentialityAgreement: ShippedDocument = {
  key: 'confidentiality-agreement', kind: 'agreement', fields: { basis: '客户服务手册 §2.2.1；《中华人民共和国个人信息保护法》' }, links: [{ kind: 'document', key: 'customer-privacy' }],
  texts: {
    zh: { title: '保密承诺书', sections: {
      commitment: `1. 我只为办理手上的事查看客户信息，不查看与工作无关的客户。
2. 我不把客户的姓名、电话、住址、订单、诉求和公司的内部资料告诉无关的人，包括家人和同事。
3. 我不拍屏幕、不抄录、不转发到个人的微信、邮箱或网盘。
4. 我需要导出名单时，按规定申请批准，用完即删。
5. 我的账号只由我使用，密码不告诉任何人，离开座位就锁屏。
6. 我发现信息泄露或者有人打听客户，半小时内报告主管和隐私负责人。
7. 离职以后，以上各条仍然有效。`,
      breach: `查看、导出、修改都有日志，任何人不能修改日志。违反承诺的，按公司制度处理；造成损失或者触犯法律的，依法承担责任。`,
      questions: `拿不准能不能看、能不能说，先不看、不说，问主管或者隐私与合规负责人。`,
    } },
    en: { title: 'Confidentiality agreement', sections: {
      commitment: `1. I look at customers only for the matter in my hands, and at nobody I do not work for.
2. I tell nobody who has no part in it, family and colleagues included, a customer's name, number, address, orders or requests, or what is internal to the company.
3. I take no photographs of screens, copy nothing out, and send nothing to private chat, mail or storage.
4. When I need a list, I ask for its export as the rules say, and delete it once it has served.
5. My account is used by me alone. I tell nobody my password, and lock the screen when I leave it.
6. When something has leaked, or somebody asks after a customer, I tell my supervisor and the privacy officer within half an hour.
7. All of this holds after I have left.`,
      breach: `Looking, exporting and changing are logged, and nobody can alter the log. Breaking this agreement is dealt with by the rules of the company; damage, and what breaks the law, is answered for by law.`,
      questions: `Unsure whether you may look or tell: do neither, and ask your supervisor or the privacy officer.`,
    } },
  },
}
