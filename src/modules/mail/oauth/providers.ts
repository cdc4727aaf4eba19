import type { OauthProvider } from './contract.ts'

/** Where the known providers ask for consent and give tokens, and what one consents to: reading and sending mail, and going on without being asked again. */
export const PROVIDERS: Readonly<Record<Exclude<OauthProvider, 'other'>, { authorizeUrl: string; tokenUrl: string; scope: string; more: Readonly<Record<string, string>> }>> = {
  microsoft: { authorizeUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize', tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token', scope: 'offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send', more: { prompt: 'consent' } },
  // Google gives a refresh token only when asked for it, and only with a fresh consent.
  google: { authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth', tokenUrl: 'https://oauth2.googleapis.com/token', scope: 'https://mail.google.com/', more: { access_type: 'offline', prompt: 'consent' } },
}
