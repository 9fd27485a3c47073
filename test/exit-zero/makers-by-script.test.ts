import { describe, expect, test } from '@jest/globals';
import { checkText } from './corpus.ts';

describe('makers as they are written in other scripts, exit', () => {
  test.each([
    [0, 'a list in Chinese', '交换机列表\n思科 C9300-24T\n思科 C9200-48P\n核心路由器 思科 ISR4331\n'],
    [1, 'the same with another maker', '交换机列表\n思科 C9300-24T\n华为 C9200-48P\n核心路由器 思科 ISR4331\n'],
    [0, 'a list in Japanese', 'ルーター ヤマハ RTX1220\nヤマハ SWX2310\nシスコ C9300\n'],
    [1, 'the same with another maker', 'ルーター ヤマハ RTX1220\nファーウェイ SWX2310\nシスコ C9300\n'],
    [0, 'a list in Korean', '스위치 시스코 C9300\n라우터 시스코 ISR4331\n'],
    [1, 'the same with another maker', '스위치 화웨이 C9300\n라우터 시스코 ISR4331\n'],
    // 思科技 is what such a name goes on with: a reseller lowers no model.
    [1, 'a seller whose name holds that of a maker', '品牌,型号\n博思科技,S5735-L24T4S-A\n思科技,S5735-L24T4S-A\n'],
    [1, 'a camera beside the router of a maker', '名称,数量\n思科路由器旁的海康威视摄像机,1\n'],
  ])('%i: %s', async (code, _, text) => {
    expect(await checkText(text)).toMatchObject({ code });
  });
});
