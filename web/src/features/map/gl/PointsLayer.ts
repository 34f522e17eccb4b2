import type { CustomLayerInterface, CustomRenderMethodInput, Map as GlMap } from 'maplibre-gl';
import type { CasePoints, Sieve } from '../api/points';

type Gl = WebGLRenderingContext | WebGL2RenderingContext;

/** Time and tone are sifted on the graphics card: moving the slider costs one number, whatever the count of cases. */
const VERTEX = `
attribute vec2 a_at; attribute float a_minute; attribute float a_tone;
uniform mat4 u_matrix; uniform vec2 u_minutes; uniform vec4 u_on; uniform float u_size; uniform float u_small;
varying float v_tone;
void main() {
  int tone = int(a_tone + 0.5);
  float on = tone == 0 ? u_on.x : tone == 1 ? u_on.y : tone == 2 ? u_on.z : u_on.w;
  bool shown = on > 0.5 && a_minute >= u_minutes.x && a_minute < u_minutes.y;
  gl_Position = shown ? u_matrix * vec4(a_at, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = shown ? (tone == 0 ? u_small : u_size) : 0.0;
  v_tone = a_tone;
}`;
const FRAGMENT = `
precision highp float;
uniform vec4 u_colors[4]; uniform vec4 u_edge; uniform float u_opacity; uniform float u_size;
varying float v_tone;
void main() {
  float away = length(gl_PointCoord - 0.5) * 2.0;
  if (away > 1.0) discard;
  int tone = int(v_tone + 0.5);
  vec4 fill = tone == 0 ? u_colors[0] : tone == 1 ? u_colors[1] : tone == 2 ? u_colors[2] : u_colors[3];
  float soft = 2.0 / u_size;
  vec4 mixed = mix(fill, u_edge, smoothstep(1.0 - 2.2 * soft, 1.0 - 1.2 * soft, away));
  float alpha = u_opacity * (1.0 - smoothstep(1.0 - soft, 1.0, away));
  gl_FragColor = vec4(mixed.rgb * alpha, alpha);
}`;
const STRIDE = 4 * 4;

export interface PointsPaint { colors: readonly [string, string, string, string]; edge: string; opacity: number }

/** Cases as points of a constant size in pixels, all in one draw call. Keeps its data through a lost context. */
export class PointsLayer implements CustomLayerInterface {
  readonly type = 'custom' as const;
  readonly renderingMode = '2d' as const;
  private map: GlMap | null = null;
  private gl: Gl | null = null;
  private program: WebGLProgram | null = null;
  private buffer: WebGLBuffer | null = null;
  private data = new Float32Array(0);
  private count = 0;
  private centre: [number, number] = [0, 0];
  private start = 0;
  private sieve: Sieve = { span: null, tones: [true, true, true, true] };

  constructor(readonly id: string, private paint: PointsPaint) {}

  setPoints(points: CasePoints) {
    // Single floats are too coarse for the whole world; measured from the middle of the cases they are good to a fraction of a pixel.
    this.centre = points.count ? [points.x[points.count >> 1] ?? 0, points.y[points.count >> 1] ?? 0] : [0, 0];
    let low = Infinity;
    for (let i = 0; i < points.count; i += 1) low = Math.min(low, points.at[i] ?? 0);
    this.start = Number.isFinite(low) ? low : 0;
    const data = new Float32Array(points.count * 4);
    for (let i = 0; i < points.count; i += 1) {
      data[i * 4] = (points.x[i] ?? 0) - this.centre[0];
      data[i * 4 + 1] = (points.y[i] ?? 0) - this.centre[1];
      data[i * 4 + 2] = ((points.at[i] ?? 0) - this.start) / 60;
      data[i * 4 + 3] = points.tone[i] ?? 0;
    }
    this.data = data;
    this.count = points.count;
    this.fill();
    this.map?.triggerRepaint();
  }

  setSieve(sieve: Sieve) { this.sieve = sieve; this.map?.triggerRepaint(); }
  setPaint(paint: PointsPaint) { this.paint = paint; this.map?.triggerRepaint(); }

  onAdd(map: GlMap, gl: Gl) {
    this.map = map;
    this.gl = gl;
    const program = gl.createProgram();
    for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
      const shader = gl.createShader(kind);
      if (!shader || !program) return;
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    if (!program) return;
    gl.linkProgram(program);
    this.program = gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
    this.buffer = gl.createBuffer();
    this.fill();
  }

  onRemove(_map: GlMap, gl: Gl) {
    if (this.buffer) gl.deleteBuffer(this.buffer);
    if (this.program) gl.deleteProgram(this.program);
    this.gl = null; this.map = null; this.buffer = null; this.program = null;
  }

  render(gl: Gl, { defaultProjectionData }: CustomRenderMethodInput) {
    if (!this.program || !this.buffer || !this.count || !this.map) return;
    const at = (name: string) => gl.getUniformLocation(this.program as WebGLProgram, name);
    gl.useProgram(this.program);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    const column = (name: string, size: number, offset: number) => {
      const index = gl.getAttribLocation(this.program as WebGLProgram, name);
      if (index < 0) return;
      gl.enableVertexAttribArray(index);
      gl.vertexAttribPointer(index, size, gl.FLOAT, false, STRIDE, offset * 4);
    };
    column('a_at', 2, 0);
    column('a_minute', 1, 2);
    column('a_tone', 1, 3);
    const size = pixels(this.map.getZoom(), this.count) * this.map.getPixelRatio();
    const { span, tones } = this.sieve;
    gl.uniformMatrix4fv(at('u_matrix'), false, moved(defaultProjectionData.mainMatrix as ArrayLike<number>, this.centre));
    gl.uniform2f(at('u_minutes'), span ? (span.from - this.start) / 60 : -1, span ? (span.to - this.start) / 60 : 3e8);
    gl.uniform4f(at('u_on'), ...(tones.map(Number) as [number, number, number, number]));
    gl.uniform1f(at('u_size'), size);
    gl.uniform1f(at('u_small'), size * 0.8);
    gl.uniform4fv(at('u_colors'), this.paint.colors.flatMap(rgb));
    gl.uniform4fv(at('u_edge'), rgb(this.paint.edge));
    gl.uniform1f(at('u_opacity'), this.paint.opacity);
    gl.drawArrays(gl.POINTS, 0, this.count);
  }

  private fill() {
    if (!this.gl || !this.buffer) return;
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, this.data, this.gl.STATIC_DRAW);
  }
}

const MANY = 20_000;
/** Width of a point in CSS pixels; finer where a whole city's worth would only cover one another, and less for the card to fill. */
export const pixels = (zoom: number, count: number) => Math.min(17, Math.max(5, 5 + (zoom - 9) * 1.6)) * (count > MANY && zoom < 13 ? 0.65 : 1);

/** The matrix times a shift, in doubles, because that is where the digits are lost. */
function moved(m: ArrayLike<number>, [x, y]: readonly [number, number]): Float32Array {
  const out = Float32Array.from(m);
  for (let i = 0; i < 4; i += 1) out[12 + i] = (m[i] ?? 0) * x + (m[4 + i] ?? 0) * y + (m[12 + i] ?? 0);
  return out;
}

function rgb(hex: string): [number, number, number, number] {
  const of = (at: number) => parseInt(hex.slice(at, at + 2), 16) / 255;
  return [of(1), of(3), of(5), 1];
}
