import { latin1 } from '#runtime';

/**
 * The characters 0x80 to 0xff of the code pages in which the console and the old programs of Windows write in western,
 * central and southern Europe, which TextDecoder does not know (Unicode, MAPPINGS/VENDORS/MICSFT/PC). Of 437 the
 * letters are those of 850.
 */
const PAGES = {
  ibm850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
    'ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  ibm852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤' +
    'đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
  ibm857:
    'ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞşáíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
    'ºªÊËÈ\ufffdÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµ\ufffd×ÚÛÙìÿ¯´\u00ad±\ufffd¾¶§÷¸°¨·¹³²■\u00a0',
  ibm737:
    'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧' +
    '╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ωάέήϊίόύϋώΆΈΉΊΌΎΏ±≥≤ΪΫ÷≈°∙·√ⁿ²■\u00a0',
};

/** The names of a code page: `ibm850`, `cp850`, `850`; `ibm437` is read as 850. */
const NAME = /^(?:ibm|cp)?-?(437|737|85[027])$/i;

/** The label of a code page by one of its names; null for any other encoding. */
export function codePageOf(name: string): keyof typeof PAGES | null {
  const [, number] = NAME.exec(name.trim()) ?? [];
  return number === undefined ? null : (`ibm${number === '437' ? '850' : number}` as keyof typeof PAGES);
}

/** A decoder of an encoding by its label; throws RangeError for one that does not exist. */
export function decoderOf(label: string): Pick<InstanceType<typeof TextDecoder>, 'decode' | 'encoding'> {
  const page = codePageOf(label);
  if (page === null) return new TextDecoder(label, { ignoreBOM: true });
  const characterOf = (byte: string): string => PAGES[page].charAt(byte.charCodeAt(0) - 0x80);
  return {
    encoding: page,
    decode: (bytes) => latin1(bytes as Uint8Array).replace(/[\x80-\xff]/g, characterOf),
  };
}
